import { paths } from '#functions/paths.ts'
import { applicantsSideNotice } from '#functions/shared/edge/applicants-side.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { boardHead } from '#functions/shared/office/board-parts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { scheduleView } from '#functions/shared/pages/contract-view.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { legalRouteTexts, legalRouteView } from '#functions/shared/pages/legal-route-view.ts'
import { seatName, stageName } from '#functions/shared/pages/names.ts'
import {
  button,
  code,
  definitionList,
  disclosure,
  errorSummary,
  faultOf,
  hiddenField,
  notice,
  postForm,
  table,
  userText,
} from '#functions/shared/pages/parts.ts'
import { termsFrom } from '#workflows/contract/terms-draft.ts'
import type { TermsValues } from '#workflows/contract/terms-values.ts'
import type { Language } from '#workflows/language.ts'
import { conditionsOf } from '#workflows/proposal/case-file.ts'
import { isApplicantsSide } from '#workflows/proposal/eligibility.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { fixedTerms, settlingEntry } from './draft-of-case.ts'
import type { OpenTerms } from './open-terms.ts'
import { termsQuestions } from './terms-questions.ts'
import { causeWords, termsTexts } from './terms-texts.ts'

/** The form with what stands in it and what is wrong with it. */
export interface TermsRemarks {
  readonly values: TermsValues
  readonly faults: readonly FieldFault[]
  readonly saved?: boolean
  readonly message?: { readonly title: string; readonly detail: string } | undefined
}

/** The editor of a contract's terms. One form, three ways to send it: save, see a draft, release. Whose own case it is only reads. */
export function termsPage(open: OpenTerms, desk: Desk, remarks: TermsRemarks): string {
  const { state, programme } = open
  const { language } = desk
  const texts = termsTexts[language]
  const { reference } = state
  const onApplicantsSide = isApplicantsSide(desk.member.email, state, { programme })
  const questions = termsQuestions({ language, ...remarks, schedule: scheduleOf(open, language) })
  const main = html`${boardHead(desk, null)}
<p><a href="${paths.boardCase(reference)}">${texts.toCase}</a></p>
<h1>${texts.title(formatNumber(state.contractVersion + 1, language))}</h1>
${onApplicantsSide && applicantsSideNotice(language)}
${remarks.saved === true && notice('success', texts.saved)}
${remarks.message && notice('warning', remarks.message.title, remarks.message.detail)}
${errorSummary(remarks.faults, language)}
${causeView(open, language)}
${conditionsView(open, language)}
${routeView(open, language, onApplicantsSide)}
${
  onApplicantsSide
    ? html`<fieldset disabled>${questions}</fieldset>`
    : postForm(
        { action: paths.terms(reference), language },
        html`${hiddenField('basis', state.terms?.digest ?? '')}
${questions}
${finish(open, language, remarks)}`,
      )
}`
  return layout({
    language,
    title: texts.title(formatNumber(state.contractVersion + 1, language)),
    programme,
    path: paths.terms(reference),
    main,
  })
}

/** What the case is and why its terms are in hand. */
function causeView({ state, entries, programme, isLate }: OpenTerms, language: Language): Html {
  const texts = termsTexts[language]
  const { deadline } = state
  const { data } = settlingEntry(entries)
  const reason = 'reason' in data ? data.reason : null
  return html`<p>${texts.intro}</p>
${notice(
  'info',
  causeWords[state.because][language],
  definitionList([
    [texts.reason, reason === null ? null : userText(reason)],
    [
      texts.due,
      html`${deadlineView(deadline.at, language, programme.timeZone)}${isLate && html` <strong>${texts.overdue}</strong>`}`,
    ],
    ['', html`${userText(state.title)} ${code(state.reference)}`],
  ]),
)}`
}

/** Who approved on which condition, so that nobody has to look for it in the ledger. */
function conditionsView({ entries, programme }: OpenTerms, language: Language): Html | false {
  const texts = termsTexts[language]
  const rows = conditionsOf(entries, programme).map(({ stage, seat, text }) => [
    `${stageName(programme, stage)[language]} – ${seatName(programme, stage, seat)[language]}`,
    userText(text),
  ])
  return rows.length > 0 && table(texts.reviewers, ['', texts.condition], rows)
}

/** By which way of the law the contract comes about: recorded on the case's page, and needed for the release. */
function routeView(
  { state: { reference, legalRoute } }: OpenTerms,
  language: Language,
  readsOnly: boolean,
): Html {
  const texts = legalRouteTexts[language]
  const link =
    !readsOnly &&
    html`<p><a href="${paths.boardCase(reference)}?repair=legalRoute#repair">${legalRoute === null ? texts.record : texts.change}</a></p>`
  if (legalRoute === null) return notice('warning', texts.missing, link)
  const fileHref = (file: string): string => paths.boardFile(reference, file)
  return html`<section><h2>${texts.title}</h2>${legalRouteView(legalRoute, language, { fileHref })}${link}</section>`
}

function scheduleOf(open: OpenTerms, language: Language): Html {
  const texts = termsTexts[language]
  const terms = termsFrom(open.draft, fixedTerms(open))
  return disclosure(
    texts.schedule,
    html`<p class="hint">${texts.scheduleNote}</p>${scheduleView(terms, language, { copied: false })}`,
  )
}

/** Saving comes first: it is what the Enter key does. */
function finish(
  { state }: OpenTerms,
  language: Language,
  { values, faults }: Pick<TermsRemarks, 'values' | 'faults'>,
): Html {
  const texts = termsTexts[language]
  const isFirst = state.contract === null
  const { note } = values
  return html`<section class="form-part" aria-labelledby="part-finish"><h2 id="part-finish">${texts.finish}</h2>
${field({
  kind: 'textarea',
  name: 'note',
  label: texts.note,
  hint: isFirst ? texts.noteHintFirst : texts.noteHint,
  language,
  required: !isFirst,
  rows: 3,
  maxLength: 4000,
  value: typeof note === 'string' ? note : '',
  fault: faultOf(faults, 'note', language),
})}
<p class="hint">${texts.releaseNote}</p>
<div class="actions">${button(texts.save, 'secondary')}
<button type="submit" class="button secondary" formaction="${paths.termsPreview(state.reference)}" formtarget="_blank">${texts.preview}</button>
<button type="submit" class="button primary" formaction="${paths.termsRelease(state.reference)}">${texts.release}</button></div></section>`
}
