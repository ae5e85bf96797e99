import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { ticked } from '#functions/shared/edge/ticked.ts'
import { type HttpRequest, type HttpResponse, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
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
export async function recordWithdrawal(
  request: HttpRequest,
  dependencies: TrackDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await visitCase(request, dependencies)
  if ('code' in visit) return visit
  const { token, state } = visit
  const { confirm, reason } = bodySchema.parse(request.body)
  const faults = [...faultsOf({ confirm, reason }), ...unmeant(request, visit)]
  if (faults.length > 0) {
    const problem = problems.unprocessable(faults)
    if (request.wants === 'json' || state.status === 'closed') return problem
    const sheet = await trackSheet(visit, dependencies)
    const returned = { form: 'withdrawal', body: request.body, faults } as const
    return page(422, trackPage({ sheet, idempotencyKey: dependencies.random.id(), returned }))
  }
  const { reference } = state
  const committed = await commit(dependencies, reference, { type: 'withdraw', reason })
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) return problemOf(committed)
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
