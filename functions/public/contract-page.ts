import { paths } from '#functions/paths.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  code,
  day,
  definitionList,
  linkButton,
  notice,
  table,
  userText,
} from '#functions/shared/pages/parts.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { ContractRecord } from '#workflows/proposal/contract-record.ts'
import { formatMoney } from '#workflows/text/format-number.ts'
import { standingWords } from './check-texts.ts'
import { contractTexts } from './contract-texts.ts'
import type { ReleaseFacts } from './releases.ts'

interface ContractPage {
  readonly language: Language
  readonly programme: Programme
  readonly record: ContractRecord
  readonly facts: ReleaseFacts
}

/** One published contract, as its release tells it. */
export function contractPage({ language, programme, record, facts }: ContractPage): string {
  const texts = contractTexts[language]
  const { number, title, partner, legalRoute, value, signedAt, starts, ends, payments } = facts
  const standing = standingWords[record.standing]
  const date = (at: string) => day(at, language, programme.timeZone)
  const main = html`<h1>${userText(title[language])}</h1>
${notice(standing.tone, standing.title[language], standing.detail[language])}
<div class="card">${definitionList([
    [texts.number, code(number)],
    [texts.partner, userText(partner[language])],
    [texts.legalRoute, userText(legalRoute[language])],
    [texts.value, formatMoney(value, language)],
    [texts.signed, date(signedAt)],
    [texts.starts, date(starts)],
    [texts.ends, date(ends)],
  ])}</div>
${
  payments.length > 0 &&
  table(
    texts.payments,
    [texts.period, texts.starts, texts.ends, texts.amount],
    payments.map((payment) => [
      userText(payment.title[language]),
      date(payment.from),
      date(payment.to),
      formatMoney(payment.amount, language),
    ]),
    { figures: [3], narrow: 'pairs', wide: [0] },
  )
}
<p class="quiet">${texts.noDocument}</p>
<p class="actions">${linkButton(paths.verify(number), texts.check)} ${linkButton(paths.contract(`${number}.json`), texts.asData)}</p>
<p><a href="${paths.contracts()}">${texts.all}</a></p>`
  const path = paths.contract(number)
  return layout({ language, title: `${texts.contract} ${number}`, programme, path, main })
}
