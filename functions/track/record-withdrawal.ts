import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { ticked } from '#functions/shared/edge/ticked.ts'
import { type Answer, type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { orAgain, recorded, shownAgain } from '#functions/shared/shown-again.ts'
import { lostHere } from '#workflows/form/written-text.ts'
import type { Text } from '#workflows/language.ts'
import { isWhole, lengthOf, normaliseProse } from '#workflows/text/normalise.ts'
import { type CaseVisit, visitCase } from './case-visit.ts'
import type { TrackDependencies } from './track-dependencies.ts'
import { trackPage } from './track-page.ts'
import { trackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'

const longestReason = 2000

const bodySchema = z
  .object({
    confirm: ticked.transform(() => true).catch(false),
    reason: z.string().transform(normaliseProse).catch(''),
  })
  .catch({ confirm: false, reason: '' })

/** POST of a withdrawal: the case closes. A repeat gets the same receipt. */
export function recordWithdrawal(request: HttpRequest, dependencies: TrackDependencies): Promise<Answer> {
  return orAgain(
    () => visitCase(request, dependencies),
    (visit) => withdraw(visit, request, dependencies),
    (visit, problem) => {
      if (problem.errors === undefined || visit.state.status === 'closed') return problem
      return shownAgain(request, problem, visit.language, async ({ faults }) => {
        const sheet = await trackSheet(visit, dependencies)
        const returned = { form: 'withdrawal', body: request.body, faults } as const
        return trackPage({ sheet, idempotencyKey: dependencies.random.id(), returned })
      })
    },
  )
}

async function withdraw(
  visit: CaseVisit,
  request: HttpRequest,
  dependencies: TrackDependencies,
): Promise<Answer> {
  const { token, state } = visit
  const { confirm, reason } = bodySchema.parse(request.body)
  const faults = [...faultsOf({ confirm, reason }), ...unmeant(request, visit)]
  if (faults.length > 0) return problems.unprocessable(faults)
  const { reference } = state
  const committed = await recorded(dependencies, reference, { type: 'withdraw', reason })
  if (isProblem(committed)) return committed
  if (request.wants === 'html') return seeOther(inLanguage(paths.track(token), request))
  const entries = await dependencies.cases.entries(reference)
  const withdrawn = entries.findLast(({ type }) => type === 'ProposalWithdrawn')
  return json(200, {
    reference,
    status: 'closed',
    closing: 'withdrawn',
    receipt: withdrawn === undefined ? null : receiptOf(withdrawn),
  })
}

function faultsOf({ confirm, reason }: { confirm: boolean; reason: string }): FieldFault[] {
  return [
    ...(confirm ? [] : [{ field: 'confirm', code: 'missing', message: wordsOf('missing') }]),
    ...(isWhole(reason) ? [] : [{ field: 'reason', code: 'lost', message: lostHere }]),
    ...(lengthOf(reason) <= longestReason
      ? []
      : [{ field: 'reason', code: 'too-long', message: wordsOf('tooLong') }]),
  ]
}

/** A repeat finds the case closed and is no new deed. */
function unmeant(request: HttpRequest, { state, token }: CaseVisit): FieldFault[] {
  return state.status === 'closed' ? [] : numberFaults(request, token, 'withdrawal')
}

function wordsOf(key: 'missing' | 'tooLong'): Text {
  return { fa: trackTexts.fa.withdraw[key], en: trackTexts.en.withdraw[key] }
}
