import { paths } from '#functions/paths.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { definitionList, digest, disclosure, linkButton } from '#functions/shared/pages/parts.ts'
import type { CaseVisit } from './case-visit.ts'
import { trackTexts } from './track-texts.ts'

/** How the applicant checks the case without us: the bundle, what is in it, and the digest to be compared. */
export function evidenceView({ language, token, entries }: CaseVisit): Html {
  const texts = trackTexts[language].evidence
  return disclosure(texts.title, [
    html`<p>${texts.lead}</p><p>${texts.withheld}</p>`,
    definitionList([[texts.tip, digest(entries.at(-1)?.digest ?? '')]]),
    html`<p>${texts.compare}</p><p class="actions">${linkButton(paths.trackEvidence(token), texts.download)}</p>`,
  ])
}
