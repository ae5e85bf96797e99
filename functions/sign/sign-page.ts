import { paths } from '#functions/paths.ts'
import type { ToldFile } from '#functions/shared/case-file.ts'
import { problemOf } from '#functions/shared/edge/errors.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { caseFileView } from '#functions/shared/pages/case-file-view.ts'
import { contractText } from '#functions/shared/pages/contract-text.ts'
import {
  mainTerms,
  partiesView,
  receiptOf,
  receiptView,
  signatoriesView,
  termsView,
} from '#functions/shared/pages/contract-view.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { documentFrame } from '#functions/shared/pages/document-frame.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { lateNotice } from '#functions/shared/pages/late-notice.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { maskedAddress } from '#functions/shared/pages/masked-address.ts'
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
  paragraphs,
  postForm,
  type Tone,
  userText,
} from '#functions/shared/pages/parts.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { EntryOf } from '#workflows/proposal/entries.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { askedName, signingOverWords, signTexts } from './sign-texts.ts'
import type { SignatureStanding } from './standing.ts'
import type { SigningVisit } from './visit.ts'

/** What a page says besides where the signature stands: faults with the input they are about, or a message. */
export interface SigningRemarks {
  readonly faults?: readonly FieldFault[]
  readonly name?: string
  readonly reason?: string
  readonly message?: { readonly tone: Tone; readonly title: string; readonly detail: string }
}

type OpenStanding = Exclude<SignatureStanding, { kind: 'over' }>

/** Good news is that the code is on its way: said where it is typed in, which is where the page opens then. */
function isGood({ tone }: NonNullable<SigningRemarks['message']>): boolean {
  return tone === 'success'
}

/** The signatory's page while there is a contract to sign or a signature that stands. */
export function signPage(
  visit: SigningVisit & { readonly standing: OpenStanding },
  { terms, file }: { readonly terms: ContractTerms; readonly file: ToldFile | null },
  remarks: SigningRemarks = {},
): string {
  const { language, programme, standing, token } = visit
  const texts = signTexts[language]
  const { message } = remarks
  const main = html`<h1>${texts.title}</h1>
${message && !isGood(message) && notice(message.tone, message.title, message.detail)}
${errorSummary(remarks.faults ?? [], language)}
${standingNotice(visit)}
${standing.kind === 'signed' && standing.isSealed && html`<p>${linkButton(paths.signFile(token, 'signed-contract.pdf'), texts.openSigned, 'primary')}</p>`}
<section class="card"><h2>${texts.contract}</h2>
${inShort(visit, terms)}
${standing.kind === 'turn' && html`<p><a href="#signing">${texts.toSigning}</a></p>`}</section>
${file !== null && caseFileView({ file, programme, language })}
<section><h2>${texts.wholeText}</h2>
<p class="quiet">${texts.wholeTextHint}</p>
${contractText(terms, { contract: standing.contract, programme, language })}
<p>${linkButton(paths.signFile(token, 'contract.pdf'), texts.open)}</p>
${documentFrame({ href: paths.signFile(token, 'contract.pdf'), name: texts.pdf, type: 'application/pdf', language })}</section>
${standing.kind === 'turn' && signingForms(visit, remarks)}
${signatoriesView(standing.signatories, programme, language)}
${disclosure(texts.terms, termsView(terms, language))}
${disclosure(texts.parties, partiesView(terms, language))}
${disclosure(texts.document, contractFacts(visit))}
${standing.kind === 'turn' && refusalForm(visit, remarks)}`
  return layout({ language, title: texts.title, programme, path: paths.sign(token), main })
}

/** The page after there was anything to sign, with the person's own receipt if there is one. */
export function overPage(
  visit: SigningVisit & { readonly standing: Extract<SignatureStanding, { kind: 'over' }> },
): string {
  const { language, programme, standing, token, claim, state } = visit
  const texts = signTexts[language]
  const { title, detail } = signingOverWords[standing.because]
  const main = html`<h1>${title[language]}</h1>
<p>${detail[language]}</p>
${definitionList([
  [texts.reference, code(claim.reference)],
  [texts.proposal, userText(state.title)],
  [texts.heldBy, standing.heldBy && userText(standing.heldBy.name[language])],
])}
${standing.receipt !== null && html`<h2>${texts.ownReceipt}</h2>${receiptView(standing.receipt, language, programme.timeZone)}`}
${standing.sealedVersion !== null && html`<p>${linkButton(paths.signFile(token, 'signed-contract.pdf'), texts.openSigned, 'primary')}</p>`}`
  return layout({ language, title: title[language], programme, path: paths.sign(token), main })
}

/** The receipt of somebody's own refusal: first what they did, then what comes of it. */
export function refusedPage(
  { language, programme, token, claim, state }: SigningVisit,
  refusal: EntryOf<'SignatureRefused'>,
): string {
  const texts = signTexts[language]
  const main = html`<h1>${texts.refused}</h1>
${notice('success', texts.refusedDetail, receiptView(receiptOf(refusal), language, programme.timeZone))}
${definitionList([
  [texts.reference, code(claim.reference)],
  [texts.proposal, userText(state.title)],
  [texts.reason, paragraphs(refusal.data.reason)],
])}
<h2>${signingOverWords.refused.title[language]}</h2><p>${signingOverWords.refused.detail[language]}</p>`
  return layout({ language, title: texts.refused, programme, path: paths.sign(token), main })
}

/** What somebody between two meetings has to know: about what, with whom, for how much, until when. */
function inShort(
  { language, programme, standing, state }: SigningVisit & { readonly standing: OpenStanding },
  terms: ContractTerms,
): Html {
  const texts = signTexts[language]
  return definitionList([
    [texts.proposal, userText(state.title)],
    [texts.partner, userText(terms.parties.startup.name)],
    ...mainTerms(terms, language),
    [texts.due, 'due' in standing ? deadlineView(standing.due, language, programme.timeZone) : null],
  ])
}

/** What tells this text from every other, for whoever compares it. */
function contractFacts({
  language,
  standing,
  claim,
}: SigningVisit & { readonly standing: OpenStanding }): Html {
  const texts = signTexts[language]
  const { number, version, documentDigest } = standing.contract
  return definitionList([
    [texts.number, code(number)],
    [texts.version, formatNumber(version, language)],
    [texts.reference, code(claim.reference)],
    [texts.digest, code(documentDigest)],
  ])
}

function standingNotice({
  language,
  programme,
  standing,
}: SigningVisit & { readonly standing: OpenStanding }): Html {
  const texts = signTexts[language]
  switch (standing.kind) {
    case 'turn':
      return html`${lateNotice(standing, { at: standing.due, timeZone: programme.timeZone }, language)}<p class="lead">${texts.turn}</p>`
    case 'waiting': {
      if (standing.fault !== 'codes-stopped') return notice('info', texts.waiting, texts.waitingDetail)
      const { title, detail } = problemOf(refuse(standing.fault))
      return notice('warning', title[language], detail[language])
    }
    case 'signed': {
      const all = standing.signatories.every(({ signed }) => signed !== null)
      return notice(
        'success',
        texts.signed,
        html`<p>${all ? texts.allSigned : texts.othersAwaited}</p>${receiptView(standing.receipt, language, programme.timeZone)}`,
      )
    }
  }
}

function signingForms(
  visit: SigningVisit & { readonly standing: OpenStanding },
  remarks: SigningRemarks,
): Html {
  const { language, token, claim, standing } = visit
  const texts = signTexts[language]
  const fault = (name: string): string | undefined => faultOf(remarks.faults ?? [], name, language)
  const { message } = remarks
  const sent = message && isGood(message) && notice(message.tone, message.title, message.detail)
  const codeForm = html`<p>${texts.codeDetail} ${code(maskedAddress(claim.email))}</p>${button(texts.sendCode, 'secondary')}`
  const isAsked = remarks.faults?.some(({ code: fault }) => fault === 'name-differs') === true
  const expected = standing.signatories.find(({ id }) => id === claim.signatory)?.person?.name[language]
  const signForm = html`${hiddenField('documentDigest', standing.contract.documentDigest)}
${isAsked && hiddenField(askedName, remarks.name ?? '')}
${field({ kind: 'text', name: 'name', label: texts.name, hint: expected === undefined ? undefined : html`${texts.nameHint} ${userText(expected)}`, language, required: true, maxLength: 200, value: remarks.name, fault: fault('name'), autocomplete: 'name' })}
${field({ kind: 'digits', name: 'code', label: texts.code, hint: texts.codeHint, language, required: true, maxLength: 12, fault: fault('code'), autocomplete: 'one-time-code' })}
${field({ kind: 'checkbox', name: 'consent', label: texts.consent, language, required: true, fault: fault('consent') })}
${button(texts.sign)}`
  return html`<section class="card" id="signing"><h2>${texts.codeTitle}</h2>${postForm({ action: paths.code(token), language }, codeForm)}</section>
<section class="card" id="signature"><h2>${texts.signTitle}</h2>${sent}${postForm({ action: paths.sign(token), language }, signForm)}</section>`
}

function refusalForm({ language, token }: SigningVisit, remarks: SigningRemarks): Html {
  const texts = signTexts[language]
  const fault = faultOf(remarks.faults ?? [], 'reason', language)
  const form = html`<p>${texts.refuseDetail}</p>
${field({ kind: 'textarea', name: 'reason', label: texts.reason, language, required: true, maxLength: 4000, value: remarks.reason, fault })}
${button(texts.refuse, 'danger')}`
  const open = fault !== undefined || remarks.reason !== undefined
  return disclosure(texts.refuseTitle, postForm({ action: paths.refusal(token), language }, form), { open })
}
