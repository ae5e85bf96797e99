import { contractFileUrl, isContractFile, readTerms } from '#functions/shared/contract/contract-files.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { bundleFile, evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import { ledgerAnswer, ledgerFile } from '#functions/shared/evidence/ledger-file.ts'
import { type Answer, type HttpRequest, type HttpResponse, json, page } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { goneAnswer } from '#functions/shared/pages/gone.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import { balanceOf } from '#workflows/proposal/balance.ts'
import { bookedPage } from './booked-page.ts'
import { correctionIn, correctionWords } from './correction.ts'
import { type DeskRemarks, financePage, overPage } from './finance-page.ts'
import { deliveryOverWords } from './finance-texts.ts'
import { draftOf, type PaymentDraft } from './payment-form.ts'
import { type DeliveryDesk, type DeskVisit, type FinanceDependencies, openVisit } from './visit.ts'

/** Finance's page. */
export async function showDelivery(request: HttpRequest, dependencies: FinanceDependencies): Promise<Answer> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const isDone = request.wants === 'html' && request.query['done'] === 'true'
  // Whoever returned the contract just now gets the receipt, not the page for those who come too late.
  if (isDone && visit.desk.kind === 'over' && visit.lastWord?.type === 'ContractReturned') {
    return page(200, overPage(visit, visit.desk.because, true))
  }
  return await deskAnswer(request, visit, dependencies)
}

/** Where the contract stands for finance, as page or JSON; 410 with what was decided when it is not there any more. */
export async function deskAnswer(
  request: HttpRequest,
  visit: DeskVisit,
  { files }: Pick<FinanceDependencies, 'files'>,
  remarks: DeskRemarks = {},
): Promise<HttpResponse> {
  const { desk, claim, title } = visit
  const { reference } = claim
  if (desk.kind === 'over') return overAnswer(request, visit)
  if (desk.kind === 'booked') return await bookedAnswer(request, visit, desk, { files, ...remarks })
  const { state, isLate } = desk
  const terms = await readTerms(files, { reference, version: state.contract.version })
  const corrected = await correctionIn(visit, terms, { files })
  if (request.wants === 'html') {
    const told = corrected && correctionWords(corrected, visit.language)
    return page(200, financePage(visit, { state, terms, isLate, corrected: told }, remarks))
  }
  const { contract, sealDigest, signatories, deadline } = state
  return json(200, {
    reference,
    title,
    contract,
    sealDigest,
    signatories,
    terms,
    corrected,
    due: deadline.at,
    late: isLate,
  })
}

/** 410 with what was decided: there is nothing to answer any more, or it was answered otherwise. */
export function overAnswer(request: Pick<HttpRequest, 'wants'>, visit: DeskVisit): HttpResponse {
  const { desk, claim, language, lastWord } = visit
  const because = desk.kind === 'over' ? desk.because : 'acknowledged'
  return goneAnswer(request, {
    ...deliveryOverWords[because],
    language,
    facts: {
      reference: claim.reference,
      because,
      decided: lastWord === undefined ? null : { ...lastWord.data, receipt: receiptOf(lastWord) },
    },
    html: () => overPage(visit, because),
  })
}

/** A document of the delivered contract, or of the one that finance acknowledged; evidence as finance may have it, as on the board. */
export async function openDocument(request: HttpRequest, dependencies: FinanceDependencies): Promise<Answer> {
  const visit = await openVisit(request, dependencies)
  const file = request.path['file'] ?? ''
  if ('code' in visit) return visit
  if (file !== ledgerFile && file !== bundleFile && !isContractFile(file)) return problems.notFound
  const version = shownVersion(visit)
  if (version === undefined) return await deskAnswer(request, visit, dependencies)
  const { reference } = visit.claim
  if (file === ledgerFile)
    return ledgerAnswer(reference, await dependencies.cases.entries(reference), 'finance')
  const location =
    file === bundleFile
      ? await evidenceBundleUrl(reference, 'finance', dependencies)
      : await contractFileUrl(dependencies.files, { reference, version }, file)
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' }
}

/** Finance keeps the papers of what it booked; of what it gave back it has none. */
function shownVersion({ desk }: DeskVisit): number | undefined {
  return desk.kind === 'over' ? undefined : desk.state.contract.version
}

type BookedDesk = Extract<DeliveryDesk, { kind: 'booked' }>

/** A contract that finance acknowledged: what is expected under it, what has come, and the form that records more. */
async function bookedAnswer(
  request: Pick<HttpRequest, 'wants' | 'query'>,
  visit: DeskVisit,
  { state, overdue }: BookedDesk,
  { files, ...remarks }: DeskRemarks & { readonly files: Pick<Files, 'read'> },
): Promise<HttpResponse> {
  const { reference, contract, payments, endsOn, guarantees } = state
  const balance = balanceOf(state)
  if (request.wants === 'json') {
    const { lastWord, title } = visit
    const decided = lastWord === undefined ? null : { ...lastWord.data, receipt: receiptOf(lastWord) }
    return json(200, {
      reference,
      title,
      contract,
      sealDigest: state.sealDigest,
      decided,
      balance,
      payments,
      endsOn,
      guarantees,
      overdue,
    })
  }
  const terms = await readTerms(files, { reference, version: contract.version })
  const draft: PaymentDraft = remarks.payment ?? draftOf(state, request.query['correct'])
  const expired = overdue.guarantees
  return page(200, bookedPage(visit, { state, balance, terms, draft, expired }, remarks))
}
