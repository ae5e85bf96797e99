import { paths } from '#functions/paths.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { code, day, linkButton, table, userText } from '#functions/shared/pages/parts.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatMoney } from '#workflows/text/format-number.ts'
import { contractTexts } from './contract-texts.ts'
import type { ReleaseFacts } from './releases.ts'

interface ContractsPage {
  readonly language: Language
  readonly programme: Programme
  readonly facts: readonly ReleaseFacts[]
  /** Where this page begins; absent for the newest. */
  readonly cursor: string | undefined
  readonly next: string | undefined
}

/** The published contracts as a table. */
export function contractsPage({ language, programme, facts, cursor, next }: ContractsPage): string {
  const texts = contractTexts[language]
  const rows = facts.map(({ number, title, partner, value, signedAt }) => [
    html`<a href="${paths.contract(number)}">${code(number)}</a>`,
    userText(title[language]),
    userText(partner[language]),
    formatMoney(value, language),
    day(signedAt, language, programme.timeZone),
  ])
  const head = [texts.number, texts.proposal, texts.partner, texts.value, texts.signed]
  const here = paths.contracts(cursor)
  const main = html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${rows.length === 0 ? next === undefined && html`<p>${texts.none}</p>` : table(texts.title, head, rows, { figures: [3] })}
${next !== undefined && html`<p>${linkButton(paths.contracts(next), texts.older)}</p>`}
<p><a href="${here}${here.includes('?') ? '&' : '?'}format=json" hreflang="fa">${texts.asData}</a></p>`
  return layout({ language, title: texts.title, programme, path: here, main, wide: true })
}
