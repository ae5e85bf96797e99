import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { draftDone } from '#functions/shared/pages/draft.ts'
import { field } from '#functions/shared/pages/field.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { retentionView } from '#functions/shared/pages/kept-text.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import {
  button,
  code,
  definitionList,
  digest,
  disclosure,
  errorSummary,
  faultOf,
  linkButton,
  postForm,
  userText,
} from '#functions/shared/pages/parts.ts'
import { proposalView } from '#functions/shared/pages/proposal-view.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import { askedOfFields, askedView } from './asked-view.ts'
import type { CaseVisit } from './case-visit.ts'
import { type ReturnedRevision, revisionForm } from './revision-form.ts'
import { factsView, standingView } from './standing-view.ts'
import type { TrackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'
import { historyView, wayView } from './way-view.ts'

export interface TrackPageSpec {
  readonly sheet: TrackSheet
  /** For the revision form: a repeated POST gets the first answer. */
  readonly idempotencyKey: string
  readonly returned?: ReturnedRevision | ReturnedWithdrawal
}

/** The applicant's page: where the case stands, with whom, until when, what is asked, and what may be done. */
export function trackPage({ sheet, idempotencyKey, returned }: TrackPageSpec): string {
  const { visit, revision, contract } = sheet
  const { state, language, programme, token } = visit
  const texts = trackTexts[language]
  const returnedRevision = returned?.form === 'revision' ? returned : undefined
  const returnedWithdrawal = returned?.form === 'withdrawal' ? returned : undefined
  const contractView =
    contract !== null &&
    html`<section class="card"><h2>${texts.contract.title}</h2>
${definitionList([[texts.contract.number, code(contract.contract.number)]])}
<p class="actions">${contract.files.map((file) => linkButton(paths.trackFile(token, file), file === 'signed-contract.pdf' ? texts.contract[file] : texts.contract['contract.pdf'], file === contract.files[0] ? 'primary' : 'secondary'))}</p></section>`
  const revisionView =
    sheet.mayRevise &&
    revisionForm({
      visit,
      revision,
      idempotencyKey,
      returned: returnedRevision,
      asked: askedOfFields(sheet, language),
    })
  const sent = disclosure(
    texts.documents,
    proposalView({
      revision,
      language,
      fileHref: (fileId) => paths.trackFile(token, fileId),
      withheld: sheet.withheld,
    }),
  )
  const main = html`<div class="page-head"><p class="quiet">${texts.pageTitle} ${code(state.reference)}</p><h1>${userText(state.title)}</h1></div>
${errorSummary(returned?.faults ?? [], language)}
<div class="case">${standingView(sheet)}
<section class="case-way">${wayView(sheet)}</section>
<div class="case-body">${contractView}${askedView(sheet)}${revisionView}${factsView(sheet)}${historyView(sheet)}${!sheet.mayRevise && sent}${state.status !== 'closed' && retentionView(programme, language)}${evidenceView(visit)}
${sheet.mayWithdraw && withdrawalForm(visit, returnedWithdrawal)}</div></div>
${!sheet.mayRevise && draftDone(`revision ${state.reference}`)}`
  const title = returned === undefined ? texts.pageTitle : `${partsTexts[language].fault} ${texts.pageTitle}`
  return layout({ language, title, programme, path: paths.track(token), main, wide: true })
}

/** How the applicant checks the case without us: the bundle, what is in it, and the digest to be compared. */
function evidenceView({ language, token, entries }: CaseVisit): Html {
  const texts = trackTexts[language].evidence
  return disclosure(texts.title, [
    html`<p>${texts.lead}</p><p>${texts.withheld}</p>`,
    definitionList([[texts.tip, digest(entries.at(-1)?.digest ?? '')]]),
    html`<p>${texts.compare}</p><p class="actions">${linkButton(paths.trackEvidence(token), texts.download)}</p>`,
  ])
}

/** The withdrawal that came back, with what was typed and what is wrong with it. */
interface ReturnedWithdrawal {
  readonly form: 'withdrawal'
  readonly body: unknown
  readonly faults: readonly FieldFault[]
}

/** Ending the case at the applicant's wish; box and number keep it from happening by stray clicks, of people and of programs. */
function withdrawalForm(
  { language, token }: Pick<CaseVisit, 'language' | 'token'>,
  returned: ReturnedWithdrawal | undefined,
): Html {
  const texts = trackTexts[language].withdraw
  const faults = returned?.faults ?? []
  const form = postForm({ action: paths.withdrawal(token), language }, [
    field({
      kind: 'textarea',
      name: 'reason',
      label: texts.reason,
      language,
      rows: 3,
      value: typed(returned?.body, 'reason'),
      fault: faultOf(faults, 'reason', language),
    }),
    field({
      kind: 'checkbox',
      name: 'confirm',
      label: texts.confirm,
      language,
      required: true,
      fault: faultOf(faults, 'confirm', language),
    }),
    numberField({ token, language, faults, form: 'withdrawal' }),
    button(texts.button, 'danger'),
  ])
  return disclosure(texts.title, [html`<p>${texts.lead}</p>`, form], { open: returned !== undefined })
}
