import { raw } from 'hono/html'
import { paths } from '#functions/paths.ts'
import { applicantsSideNotice, ownOpinionNotice } from '#functions/shared/edge/applicants-side.ts'
import { awaitedView, boardHead, dueView } from '#functions/shared/office/board-parts.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { caseFileTexts } from '#functions/shared/pages/case-file-texts.ts'
import { caseFileId, caseFileView } from '#functions/shared/pages/case-file-view.ts'
import { signatoriesView } from '#functions/shared/pages/contract-view.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { keptWords } from '#functions/shared/pages/kept-text.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { legalRouteTexts, legalRouteView } from '#functions/shared/pages/legal-route-view.ts'
import { guaranteeName, guaranteeStands } from '#functions/shared/pages/obligation-words.ts'
import {
  code,
  dateTime,
  definitionList,
  disclosure,
  errorSummary,
  linkButton,
  notice,
  userText,
} from '#functions/shared/pages/parts.ts'
import { proposalView } from '#functions/shared/pages/proposal-view.ts'
import { statusWords } from '#functions/shared/pages/status-words.ts'
import { awaitsStartup } from '#workflows/effects/awaited.ts'
import type { Language } from '#workflows/language.ts'
import { overdueOf, placesOf } from '#workflows/proposal/obligations.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { maySeeReview } from './access.ts'
import { contractFilesOf, hasAttachments } from './case-files.ts'
import { caseTexts } from './case-texts.ts'
import { deliveriesSection } from './deliveries-section.ts'
import { handoffSection } from './handoff-section.ts'
import { ledgerSection } from './ledger-section.ts'
import type { OpenedCase } from './open-case.ts'
import { proposalsSection } from './proposals-section.ts'
import { type RepairRemarks, repairForm } from './repair-form.ts'
import { repairWords } from './repair-texts.ts'
import { drawCaseWorkflow } from './workflow-of-case.ts'

/** One case with all that the case office needs to unblock it. */
export function casePage(opened: OpenedCase, desk: Desk, remarks: RepairRemarks): string {
  const { own, state, programme, standing } = opened
  const { language } = desk
  const { timeZone } = programme
  const texts = caseTexts[language]
  const board = boardTexts[language]
  const seesReview = maySeeReview(desk.member)
  const main = html`${boardHead(desk, null)}
<h1>${userText(state.title)}</h1>
${remarks.message && notice(remarks.message.tone, remarks.message.title, remarks.message.detail ?? null)}
${errorSummary(remarks.faults, language)}
<div class="card">${definitionList([
    [board.status, html`<strong>${statusWords(state, programme)[language]}</strong>`],
    [texts.stuck, state.status === 'closed' ? null : awaitedView(standing.awaited, language, timeZone)],
    [board.due, standing.due === null ? null : dueView(standing, language, timeZone)],
    [board.reference, code(state.reference)],
    [board.organisation, state.applicant === null ? board.erased : userText(state.applicant.organisation)],
    [texts.submitted, dateTime(state.submittedAt, language, timeZone)],
    [texts.personal, keptWords(state, programme, language)],
    [texts.acceptedTerms, acceptedTermsLink(opened, language)],
  ])}</div>
${own !== null && ownOpinionNotice(language)}
${jumps(opened, desk)}
${desk.member.access === 'case-office' && repairSection(opened, desk, remarks)}
${fileSection(opened, language)}
${legalRouteSection(opened, language)}
${contractSection(opened, language)}
${handoffSection(opened, language)}
${seesReview && proposalSection(opened, language)}
${seesReview && deliveriesSection(opened, language)}
${workflowSection(opened, language)}
${ledgerSection(opened, desk)}`
  const path = paths.boardCase(state.reference)
  return layout({ language, title: state.reference, programme, path, main, wide: true })
}

/** To the parts of a long page. */
function jumps({ state, file }: OpenedCase, { member, language }: Desk): Html {
  const texts = caseTexts[language]
  const seesReview = maySeeReview(member)
  const parts = [
    ...(file === null ? [] : [[caseFileId, caseFileTexts[language].title]]),
    ...('contract' in state && state.contract !== null ? [['contract', texts.contract]] : []),
    ...(seesReview ? [['mails', texts.mails]] : []),
    ['ledger', texts.ledger],
  ]
  return html`<nav aria-label="${texts.onThisPage}"><ul class="pills small">${parts.map(([id, label]) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav>`
}

function fileSection({ state, file, programme, withheld }: OpenedCase, language: Language): Html | false {
  if (file === null) return false
  const fileHref = (fileId: string): string => paths.boardFile(state.reference, fileId)
  return caseFileView({
    file,
    programme,
    language,
    ...(hasAttachments(state) ? { fileHref, withheld } : {}),
  })
}

function repairSection(
  { state, programme, now, repairs, onApplicantsSide }: OpenedCase,
  { language, member: { email: by } }: Desk,
  { repair, values, faults }: RepairRemarks,
): Html {
  const texts = caseTexts[language]
  if (onApplicantsSide) {
    return html`<section class="on-screen"><h2>${texts.repairs}</h2>${applicantsSideNotice(language)}</section>`
  }
  const links = repairs.map((each) =>
    linkButton(
      `${paths.boardCase(state.reference)}?repair=${each}#repair`,
      repairWords[each].title[language],
    ),
  )
  const form =
    repair !== undefined &&
    repairs.includes(repair) &&
    repairForm(repair, { by, state, programme, now, language, values, faults })
  return html`<section class="on-screen"><h2>${texts.repairs}</h2>
${proposalsSection(state, { programme, language })}
${state.status === 'settling-terms' && html`<p>${linkButton(paths.terms(state.reference), texts.settleTerms, 'primary')}</p>`}
${awaitsStartup(state, programme) && html`<p>${texts.startupAwaited}</p>`}
${repairs.length === 0 ? html`<p>${texts.noRepairs}</p>` : html`<p class="actions">${links}</p>`}
${form}</section>`
}

/** Folded away: whoever asks where the case is, is answered above; this is for whoever wants to see the whole. */
function workflowSection({ entries }: OpenedCase, language: Language): Html {
  const { workflow, workflowDetail } = caseTexts[language]
  const drawing = raw(drawCaseWorkflow(entries, language))
  return disclosure(
    workflow,
    html`<p class="quiet">${workflowDetail}</p><div class="drawing">${drawing}</div>`,
  )
}

/** To the text that the applicant accepted last; null for who sent before there was one. */
function acceptedTermsLink({ entries }: OpenedCase, language: Language): Html | null {
  const digest = entries
    .flatMap(({ data }) =>
      'acceptedTerms' in data && data.acceptedTerms !== undefined ? [data.acceptedTerms] : [],
    )
    .at(-1)
  if (digest === undefined) return null
  return html`<a href="${paths.submissionTerms(digest)}">${caseTexts[language].asAccepted}</a>`
}

/** What is recorded of it; where it is wanted next and is not there, that. */
function legalRouteSection({ state, withheld }: OpenedCase, language: Language): Html | false {
  const { legalRoute, reference } = state
  if (legalRoute === null && state.status !== 'settling-terms') return false
  const { title, missing } = legalRouteTexts[language]
  return html`<section id="legal-route"><h2>${title}</h2>
${legalRoute === null ? html`<p>${missing}</p>` : legalRouteView(legalRoute, language, { fileHref: (file) => paths.boardFile(reference, file), withheld })}</section>`
}

/** What secures a completed contract, and how each of it stands. */
function guaranteesView({ state, programme, now }: OpenedCase, language: Language): Html | null {
  if (state.status !== 'closed' || state.guarantees.length === 0) return null
  const { guarantees: overdue } = placesOf(overdueOf(state, now, programme))
  return html`<ul class="plain">${state.guarantees.map(
    (held) =>
      html`<li>${guaranteeName(held)[language]}: ${guaranteeStands(held, overdue.includes(held.place))[language]}</li>`,
  )}</ul>`
}

function contractSection(opened: OpenedCase, language: Language): Html | false {
  const { state, programme } = opened
  if (!('contract' in state) || state.contract === null) return false
  const texts = caseTexts[language]
  const { number, version, documentDigest } = state.contract
  const seal = 'sealDigest' in state ? state.sealDigest : null
  const voucher = state.status === 'closed' ? state.voucher : null
  const files = contractFilesOf(state).map(
    (file) => html`<li><a href="${paths.boardFile(state.reference, file)}" dir="ltr">${file}</a></li>`,
  )
  return html`<section id="contract"><h2>${texts.contract}</h2>
${definitionList([
  [texts.number, code(number)],
  [texts.version, formatNumber(version, language)],
  [texts.digest, code(documentDigest)],
  [texts.sealDigest, seal === null ? null : code(seal)],
  [texts.voucher, voucher === null ? null : userText(voucher)],
  [texts.guarantees, guaranteesView(opened, language)],
  [texts.files, files.length === 0 ? null : html`<ul class="plain">${files}</ul>`],
])}
${signatoriesView(state.signatories, programme, language)}</section>`
}

function proposalSection({ state, revision, withheld }: OpenedCase, language: Language): Html {
  const texts = caseTexts[language]
  const fileHref = (fileId: string): string => paths.boardFile(state.reference, fileId)
  return disclosure(
    texts.proposal,
    revision === undefined
      ? html`<p>${texts.noRevision}</p>`
      : proposalView({ revision, language, ...(hasAttachments(state) ? { fileHref, withheld } : {}) }),
  )
}
