import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { type HttpRequest, type HttpResponse, json, page } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import { balanceOf } from '#workflows/proposal/balance.ts'
import { bookedPage } from './booked-page.ts'
import type { Remarks } from './finance-page.ts'
import { draftOf, type PaymentDraft } from './payment-form.ts'
import type { Desk, Visit } from './visit.ts'

type Booked = Extract<Desk, { kind: 'booked' }>

/** A contract that finance acknowledged: what is expected under it, what has come, and the form that records more. */
export async function bookedAnswer(
  request: Pick<HttpRequest, 'wants' | 'query'>,
  visit: Visit,
  { state, overdue }: Booked,
  {
    files,
    status = 200,
    ...remarks
  }: Remarks & { readonly files: Pick<Files, 'read'>; readonly status?: number },
): Promise<HttpResponse> {
  const { reference, contract, payments, endsOn, guarantees } = state
  const balance = balanceOf(state)
  if (request.wants === 'json') {
    const { lastWord, title } = visit
    const decided = lastWord === undefined ? null : { ...lastWord.data, receipt: receiptOf(lastWord) }
    return json(status, {
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
  return page(status, bookedPage(visit, { state, balance, terms, draft, expired }, remarks))
}
