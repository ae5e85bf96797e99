import { paths } from '#functions/paths.ts'
import { bundleFile } from '#functions/shared/evidence/evidence-bundle.ts'
import { ledgerFile } from '#functions/shared/evidence/ledger-file.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { entryView } from '#functions/shared/pages/ledger-view.ts'
import {
  dateTime,
  digest as digestView,
  linkButton,
  notice,
  table,
  userText,
} from '#functions/shared/pages/parts.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { caseTexts, ledgerFaults } from './case-texts.ts'
import type { OpenedCase } from './open-case.ts'

/** Every entry that the member may have in words, and whether the chain is whole. */
export function ledgerSection(
  { own, state, length, seen, programme, faults }: OpenedCase,
  { language }: Pick<Desk, 'language'>,
): Html {
  const texts = caseTexts[language]
  const rows = seen.map((entry) => {
    const { sequence, at, words, by, reason, digest } = entryView(entry, programme, state)
    return [
      formatNumber(sequence, language),
      dateTime(at, language, programme.timeZone),
      html`${words[language]}${reason !== null && html`<br><span class="quiet">${userText(reason)}</span>`}`,
      userText(by[language]),
      digestView(digest),
    ]
  })
  const verdict =
    faults.length === 0
      ? notice('success', texts.whole(formatNumber(length, language)))
      : notice(
          'danger',
          texts.broken,
          html`<ul>${faults.map(
            ({ sequence, code: fault }) =>
              html`<li>${formatNumber(sequence, language)}: ${ledgerFaults[fault][language]}</li>`,
          )}</ul>`,
        )
  return html`<section id="ledger"><h2>${texts.ledger}</h2>${verdict}
${own === null && html`<p class="actions">${linkButton(paths.boardFile(state.reference, ledgerFile), texts.evidence)} ${linkButton(paths.boardFile(state.reference, bundleFile), texts.bundle)}</p>`}
${table(texts.ledger, ['#', texts.at, texts.what, texts.by, 'SHA-256'], rows, { narrow: 'pairs', wide: [2, 4] })}</section>`
}
