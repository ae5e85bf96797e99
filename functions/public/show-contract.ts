import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, page, seeOther } from '#functions/shared/http/http.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
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
import { type ContractRecord, contractRecord } from '#workflows/proposal/contract-record.ts'
import { formatMoney } from '#workflows/text/format-number.ts'
import { standingWords } from './check-texts.ts'
import { contractTexts } from './contract-texts.ts'
import { markIn } from './find-contract.ts'
import { buckets, limits } from './limits.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { factsOf, type ReleaseFacts, readRelease } from './releases.ts'

interface ContractPage {
  readonly language: Language
  readonly programme: Programme
  readonly record: ContractRecord
  readonly facts: ReleaseFacts
}

/** One published contract, as its release tells it. */
function contractPage({ language, programme, record, facts }: ContractPage): string {
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

/**
 * One published contract: booked by finance, and of a case with a legal route. `<number>.json` is its release package, byte for byte as it was sealed; `<number>` the page about it.
 * `<number>.pdf` leads to that page: the document itself names persons, so only those who have it can show it.
 */
export async function showContract(request: HttpRequest, dependencies: PublicDependencies): Promise<Answer> {
  const { programme, programmeOf, throttle, contracts, cases, now } = dependencies
  if (!programme.publishContracts) return problems.notFound
  const [, name = '', extension] = /^(.+?)(\.json|\.pdf)?$/.exec(request.path['file'] ?? '') ?? []
  const number = markIn(name)
  if (number === undefined) return problems.notFound
  const taken = await throttle.take(buckets.pagesOf(request.ip), limits.pages, now())
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const place = await contracts.find(number)
  if (place?.part !== 'number') return problems.notFound
  const [open, entries] = await Promise.all([cases.find(place.reference), cases.entries(place.reference)])
  const record = contractRecord(entries, place.version)
  // A case under rules that publish nothing stays unpublished, whatever the present rules say.
  const mayBe = open !== undefined && programmeOf(open.state.programme).publishContracts
  if (!mayBe || open.state.legalRoute === null || record?.standing !== 'valid') return problems.notFound
  if (extension === '.pdf') return seeOther(inLanguage(paths.contract(record.number), request))
  const { text, released } = await readRelease(place, dependencies)
  if (extension === '.json' || request.wants === 'json') {
    return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: text }
  }
  const [release] = released.releases
  if (release === undefined) throw new Error('A release package has a release')
  const language = pageLanguage(request, 'fa')
  return page(200, contractPage({ language, programme, record, facts: factsOf(release) }))
}
