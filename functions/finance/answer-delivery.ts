import type * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { type FieldsOf, fieldsOf, typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { answerForm } from '#functions/shared/requests/finance.ts'
import { readForm, recorded } from '#functions/shared/shown-again.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { guaranteesIn, scheduleIn } from '#workflows/proposal/obligations.ts'
import { answersDelivery, type DeliveryAnswer } from '#workflows/proposal/sealed.ts'
import { atDesk } from './at-desk.ts'
import { faultWords } from './finance-texts.ts'
import { overAnswer } from './show-delivery.ts'
import { type DeskVisit, openVisit } from './visit.ts'

type FinanceAnswer = z.infer<typeof answerForm>

/** What is typed into the answer's forms, so that none of it is lost when the page is shown again. */
type Typed = Readonly<Record<Exclude<FieldsOf<FinanceAnswer>, 'outcome' | 'sealDigest'>, string>>

/** Finance acknowledges the contract or returns it with a reason. */
export const answerDelivery = atDesk({
  act: async (visit, request, dependencies) => {
    const read = readForm(request, answerForm, faultWords, unmeant(request, visit))
    if (isProblem(read)) return read
    const { form } = read
    if (visit.desk.kind !== 'open') return afterwards(request, visit, form)

    const { reference } = visit.claim
    const { version } = visit.desk.state.contract
    const terms = await readTerms(dependencies.files, { reference, version })
    const committed = await recorded(dependencies.commit, reference, commandOf(form, terms, visit))
    if (isProblem(committed)) return committed
    const entry = committed.entries.find(answersDelivery)
    if (entry !== undefined) return answered(request, visit, form, entry)
    // Somebody answered in between: the same answer gets the same receipt, another one learns of it.
    const now = await openVisit(request, dependencies)
    return isProblem(now) ? now : afterwards(request, now, form)
  },
  said: ({ body }): Typed => ({
    voucher: typed(body, 'voucher'),
    note: typed(body, 'note'),
    reason: typed(body, 'reason'),
  }),
})

/** A return needs a reason in words; an acknowledgement, which ends the case, needs the number that the page shows. */
function unmeant(request: HttpRequest, { desk, token }: DeskVisit): FieldFault[] {
  const isReturn = fieldsOf(request.body)['outcome'] === 'return'
  return isReturn || desk.kind !== 'open' ? [] : numberFaults(request, token)
}

function afterwards(request: HttpRequest, visit: DeskVisit, answer: FinanceAnswer): HttpResponse {
  const { lastWord, desk } = visit
  const stands = desk.kind === 'booked' || (desk.kind === 'over' && desk.because === 'returned')
  if (stands && lastWord !== undefined && isSame(answer, lastWord)) {
    return answered(request, visit, answer, lastWord)
  }
  return overAnswer(request, visit)
}

function isSame(answer: FinanceAnswer, { type, data }: DeliveryAnswer): boolean {
  if (answer.outcome === 'return') return type === 'ContractReturned' && data.reason === answer.reason
  return (
    type === 'ReceiptAcknowledged' && data.voucher === (answer.voucher || null) && data.note === answer.note
  )
}

function commandOf(
  answer: FinanceAnswer,
  terms: ContractTerms,
  { claim }: Pick<DeskVisit, 'claim'>,
): Command {
  const { sealDigest } = answer
  const by = claim.email
  if (answer.outcome === 'return') return { type: 'return', by, reason: answer.reason, sealDigest }
  const { voucher, note } = answer
  return {
    type: 'acknowledge',
    by,
    voucher,
    note,
    schedule: scheduleIn(terms),
    endsOn: terms.endsOn,
    guarantees: guaranteesIn(terms),
    sealDigest,
  }
}

function answered(
  request: HttpRequest,
  { token, claim }: DeskVisit,
  { outcome }: FinanceAnswer,
  entry: DeliveryAnswer,
): HttpResponse {
  if (request.wants === 'html')
    return seeOther(inLanguage(`${paths.finance(token)}${outcome === 'return' ? '?done=true' : ''}`, request))
  return json(200, { reference: claim.reference, outcome, receipt: receiptOf(entry) })
}
