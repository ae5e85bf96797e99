import { paths } from '#functions/paths.ts'
import { applicantsSideNotice } from '#functions/shared/edge/applicants-side.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import {
  partiesView,
  receiptOf,
  receiptView,
  scheduleView,
  signatoriesView,
  termsView,
} from '#functions/shared/pages/contract-view.ts'
import { copyable } from '#functions/shared/pages/copyable.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { documentFrame } from '#functions/shared/pages/document-frame.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { lateNotice } from '#functions/shared/pages/late-notice.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  button,
  code,
  definitionList,
  disclosure,
  errorSummary,
  faultOf,
  hiddenField,
  linkButton,
  notice,
  postForm,
  userText,
} from '#functions/shared/pages/parts.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { DeliveryAnswer } from '#workflows/proposal/sealed.ts'
import type { StateOf } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { deliveryOverWords, downloads, financeTexts } from './finance-texts.ts'
import type { GuaranteeDraft } from './guarantee-section.ts'
import type { PaymentDraft } from './payment-form.ts'
import type { DeskVisit } from './visit.ts'

/** What is wrong with an answer, and the answer itself to be shown again. */
export interface DeskRemarks {
  readonly faults?: readonly FieldFault[]
  readonly voucher?: string
  readonly note?: string
  readonly reason?: string
  /** What was typed of a payment. */
  readonly payment?: PaymentDraft
  /** What was typed of a guarantee. */
  readonly guarantee?: GuaranteeDraft
  readonly message?: { readonly title: string; readonly detail: string }
}

interface DeliveredContract {
  readonly state: StateOf<'with-finance'>
  readonly terms: ContractTerms
  readonly isLate: boolean
  /** Where it comes after a version that finance returned. */
  readonly corrected: { readonly title: string; readonly detail: string } | null
}

/** The sealed contract with all that finance books it from, and the two answers. */
export function financePage(
  visit: DeskVisit,
  { state, terms, isLate, corrected }: DeliveredContract,
  remarks: DeskRemarks = {},
): string {
  const { language, programme, token } = visit
  const texts = financeTexts[language]
  const { number, version, documentDigest } = state.contract
  const main = html`<h1>${texts.title}</h1>
${remarks.message && notice('warning', remarks.message.title, remarks.message.detail)}
${errorSummary(remarks.faults ?? [], language)}
${corrected && notice('info', corrected.title, corrected.detail)}
${lateNotice({ isLate, isPassingOn: false }, { at: state.deadline.at, timeZone: programme.timeZone }, language)}<p class="lead">${texts.asked}</p>
<div class="card">${definitionList([
    [texts.number, copyable({ term: texts.number, value: number, language, ltr: true })],
    [texts.version, formatNumber(version, language)],
    [texts.reference, copyable({ term: texts.reference, value: state.reference, language, ltr: true })],
    [texts.proposal, userText(state.title)],
    [texts.due, deadlineView(state.deadline.at, language, programme.timeZone)],
  ])}</div>
${filesView(visit)}
${documentFrame({ href: paths.financeFile(token, 'signed-contract.pdf'), name: texts.signedPdf, type: 'application/pdf', language })}
<section><h2>${texts.parties}</h2>${partiesView(terms, language)}</section>
<section><h2>${texts.amounts}</h2>${termsView(terms, language)}${scheduleView(terms, language, { copied: true })}</section>
<section>${signatoriesView(state.signatories, programme, language)}</section>
${disclosure(
  texts.digests,
  definitionList([
    [texts.documentDigest, code(documentDigest)],
    [texts.sealDigest, code(state.sealDigest)],
  ]),
)}
${visit.readsOnly ? applicantsSideNotice(language) : answerForms(visit, state.sealDigest, remarks)}`
  return layout({ language, title: texts.title, programme, path: paths.finance(token), main, wide: true })
}

export function filesView({ token, language }: DeskVisit): Html {
  return html`<section><h2>${financeTexts[language].files}</h2><ul class="files">${downloads.map(
    ([file, name]) => html`<li><a href="${paths.financeFile(token, file)}">${name[language]}</a></li>`,
  )}</ul></section>`
}

/** The page once there is nothing to answer: what was decided, its receipt, and the papers of a contract that was booked. */
/** `isDone`: the reader answered just now, and sees first what they did. */
export function overPage(visit: DeskVisit, because: keyof typeof deliveryOverWords, isDone = false): string {
  const { language, programme, token, claim, title: proposal, lastWord } = visit
  const texts = financeTexts[language]
  const { title, detail } = deliveryOverWords[because]
  const word = lastWord !== undefined && lastWordView(lastWord, visit)
  const main = html`${
    isDone
      ? html`<h1>${texts.decided}</h1><div class="notice success">${word}</div><h2>${title[language]}</h2>`
      : html`<h1>${title[language]}</h1>`
  }
<p>${detail[language]}</p>
${definitionList([
  [texts.reference, code(claim.reference)],
  [texts.proposal, userText(proposal)],
])}
${!isDone && word !== false && html`<h2>${texts.decided}</h2>${word}`}
${because === 'acknowledged' && html`<p>${linkButton(paths.finance(token), texts.toContract)}</p>`}`
  return layout({ language, title: title[language], programme, path: paths.finance(token), main })
}

export function lastWordView(entry: DeliveryAnswer, { language, programme }: DeskVisit): Html {
  const texts = financeTexts[language]
  const isReturn = entry.type === 'ContractReturned'
  const facts = isReturn
    ? definitionList([
        [texts.title, texts.outcome.return],
        [texts.version, formatNumber(entry.data.version, language)],
        [texts.reason, userText(entry.data.reason)],
      ])
    : definitionList([
        [texts.title, texts.outcome.acknowledge],
        [texts.version, formatNumber(entry.data.version, language)],
        [texts.voucher, entry.data.voucher === null ? null : userText(entry.data.voucher)],
        [texts.note, entry.data.note === '' ? null : userText(entry.data.note)],
      ])
  return html`${facts}${receiptView(receiptOf(entry), language, programme.timeZone)}`
}

/** Whoever acknowledges ticks a box and types a number: programs that read mail press every button, and this one ends the case. */
function answerForms({ language, token }: DeskVisit, sealDigest: string, remarks: DeskRemarks): Html {
  const texts = financeTexts[language]
  const fault = (name: string): string | undefined => faultOf(remarks.faults ?? [], name, language)
  const action = paths.finance(token)
  const shown = hiddenField('sealDigest', sealDigest)
  const acknowledge = html`${shown}<p>${texts.acknowledgeDetail}</p>
${field({ kind: 'text', name: 'voucher', label: texts.voucher, hint: texts.voucherHint, language, maxLength: 60, value: remarks.voucher, fault: fault('voucher') })}
${field({ kind: 'textarea', name: 'note', label: texts.note, language, rows: 3, maxLength: 2000, value: remarks.note, fault: fault('note') })}
${field({ kind: 'checkbox', name: 'outcome', value: 'acknowledge', label: texts.received, language, required: true, fault: fault('outcome') })}
${numberField({ token, language, faults: remarks.faults ?? [] })}
${button(texts.acknowledge)}`
  const giveBack = html`${shown}${hiddenField('outcome', 'return')}<p>${texts.returnDetail}</p>
${field({ kind: 'textarea', name: 'reason', label: texts.reason, language, required: true, maxLength: 4000, value: remarks.reason, fault: fault('reason') })}
${button(texts.giveBack, 'danger')}`
  const open = fault('reason') !== undefined || remarks.reason !== undefined
  return html`<section class="card"><h2>${texts.acknowledgeTitle}</h2>${postForm({ action, language }, acknowledge)}</section>
${disclosure(texts.returnTitle, postForm({ action, language }, giveBack), { open })}`
}
