import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { fieldsOf, formFaults, typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { answerForm, shownSeal } from '#functions/shared/requests/finance.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { guaranteesIn, scheduleIn } from '#workflows/proposal/obligations.ts'
import { answersDelivery, type DeliveryAnswer } from '#workflows/proposal/sealed.ts'
import { askAgain } from './ask-again.ts'
import { faultWords } from './finance-texts.ts'
import { overAnswer } from './show-delivery.ts'
import { type FinanceDependencies, openVisit, type Visit } from './visit.ts'
import { staleMessage } from './what-changed.ts'

type FinanceAnswer = z.infer<typeof answerForm>

/** Finance acknowledges the contract or returns it with a reason. */
export async function answerDelivery(
  request: HttpRequest,
  dependencies: FinanceDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const form = answerForm.safeParse(fieldsOf(request.body))
  const faults = [...(form.success ? [] : formFaults(form.error, faultWords)), ...unmeant(request, visit)]
  if (!form.success || faults.length > 0) {
    return await again(request, visit, dependencies, problems.unprocessable(faults))
  }
  if (visit.desk.kind !== 'open') return afterwards(request, visit, form.data)

  const { reference } = visit.claim
  const { version } = visit.desk.state.contract
  const terms = await readTerms(dependencies.files, { reference, version })
  const committed = await commit(dependencies.commit, reference, commandOf(form.data, terms, visit))
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) return await again(request, visit, dependencies, problemOf(committed))
  const entry = committed.entries.find(answersDelivery)
  if (entry !== undefined) return recorded(request, visit, form.data, entry)
  // Somebody answered in between: the same answer gets the same receipt, another one learns of it.
  const now = await openVisit(request, dependencies)
  return 'code' in now ? now : afterwards(request, now, form.data)
}

/** A return needs a reason in words; an acknowledgement, which ends the case, needs the number that the page shows. */
function unmeant(request: HttpRequest, { desk, token }: Visit): FieldFault[] {
  const isReturn = fieldsOf(request.body)['outcome'] === 'return'
  return isReturn || desk.kind !== 'open' ? [] : numberFaults(request, token)
}

function afterwards(request: HttpRequest, visit: Visit, answer: FinanceAnswer): HttpResponse {
  const { lastWord, desk } = visit
  const stands = desk.kind === 'booked' || (desk.kind === 'over' && desk.because === 'returned')
  if (stands && lastWord !== undefined && isSame(answer, lastWord)) {
    return recorded(request, visit, answer, lastWord)
  }
  return overAnswer(request, visit)
}

function isSame(answer: FinanceAnswer, { type, data }: DeliveryAnswer): boolean {
  if (answer.outcome === 'return') return type === 'ContractReturned' && data.reason === answer.reason
  return (
    type === 'ReceiptAcknowledged' && data.voucher === (answer.voucher || null) && data.note === answer.note
  )
}

async function again(
  request: HttpRequest,
  visit: Visit,
  dependencies: FinanceDependencies,
  problem: Problem,
): Promise<HttpResponse | Problem> {
  const now = problem.errors === undefined ? await openVisit(request, dependencies) : visit
  if ('code' in now) return now
  const shown = shownSeal.safeParse(fieldsOf(request.body)['sealDigest']).data
  const isStale = problem.code === problems.stale.code
  const message = isStale ? await staleMessage(now, shown, dependencies) : undefined
  return await askAgain(request, now, dependencies, {
    problem,
    voucher: typed(request.body, 'voucher'),
    note: typed(request.body, 'note'),
    reason: typed(request.body, 'reason'),
    ...(message === undefined ? {} : { message }),
  })
}

function commandOf(answer: FinanceAnswer, terms: ContractTerms, { claim }: Pick<Visit, 'claim'>): Command {
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

function recorded(
  request: HttpRequest,
  { token, claim }: Visit,
  { outcome }: FinanceAnswer,
  entry: DeliveryAnswer,
): HttpResponse {
  if (request.wants === 'html')
    return seeOther(inLanguage(`${paths.finance(token)}${outcome === 'return' ? '?done=true' : ''}`, request))
  return json(200, { reference: claim.reference, outcome, receipt: receiptOf(entry) })
}
