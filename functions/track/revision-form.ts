import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { termsField } from '#functions/shared/pages/accepted-terms.ts'
import type { KeptFile } from '#functions/shared/pages/attachments.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { button, hiddenField, notice, postForm } from '#functions/shared/pages/parts.ts'
import { type ProposalFieldsSpec, proposalFields } from '#functions/shared/pages/proposal-fields.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import { termsBytes } from '#functions/shared/pages/submission-terms.ts'
import { personalFields } from '#workflows/form/personal-fields.ts'
import { valuesOf } from '#workflows/proposal/revision-changes.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { CaseVisit } from './case-visit.ts'
import { trackTexts } from './track-texts.ts'

/** The revision form that came back, with what was typed and what is wrong with it. */
export interface ReturnedRevision {
  readonly form: 'revision'
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
  readonly kept: readonly KeptFile[]
  /** Whether its key was used for something else before. */
  readonly sentBefore: boolean
}

/** Under which a browser keeps a revision that is not sent yet. */
function revisionDraft({ reference, revision }: Pick<Revision, 'reference' | 'revision'>): string {
  return `revision ${reference} ${revision}`
}

interface RevisionFormSpec {
  readonly visit: Pick<CaseVisit, 'language' | 'token' | 'programme'>
  readonly revision: Revision
  readonly idempotencyKey: string
  readonly returned: ReturnedRevision | undefined
  /** What the reviewers ask of single answers. */
  readonly asked: ProposalFieldsSpec['asked'] & object
}

/** The proposal's form, filled with the last revision. The declaration is made anew for what is sent now. */
export function revisionForm({ visit, revision, idempotencyKey, returned, asked }: RevisionFormSpec): Html {
  const { language, token, programme } = visit
  const texts = trackTexts[language].revise
  const values = returned?.values ?? { ...valuesOf(revision), consent: false }
  const content = html`${hiddenField('idempotencyKey', idempotencyKey)}${hiddenField(termsField, termsBytes(programme).digest)}
${proposalFields({ language, values, asked, faults: returned?.faults ?? [], kept: returned?.kept ?? revision.files })}
${numberField({ token, language, faults: returned?.faults ?? [] })}
${button(texts.button)}`
  return html`<section id="revision"><h2>${texts.title}</h2><p>${texts.lead}</p>
${returned?.sentBefore === true && notice('warning', texts.sentBefore)}
${postForm({ action: paths.revision(token), language, multipart: true, draft: revisionDraft(revision), personal: personalFields }, content)}</section>`
}
