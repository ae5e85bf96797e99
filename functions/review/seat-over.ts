import { problemOf } from '#functions/edge/errors.ts'
import type { HttpRequest, HttpResponse } from '#functions/edge/http.ts'
import { receiptOf } from '#functions/pages/contract-view.ts'
import { goneAnswer } from '#functions/pages/gone.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { departureOf, lastDecision } from './own-word.ts'
import { type SeatOverFacts, seatOverPage } from './seat-over-page.ts'
import type { OverVisit } from './seat-visit.ts'

/** 410: the person's own decision and receipt and how the stage ended; nothing else of the case. */
export function seatOverAnswer(request: Pick<HttpRequest, 'wants'>, visit: OverVisit): HttpResponse {
  const { state, claim, entries, because, outcome, language } = visit
  const facts: SeatOverFacts = {
    own: lastDecision(entries, claim),
    departure: because === 'seat-reassigned' ? departureOf(entries, claim) : undefined,
    outcome,
  }
  const { title, detail } = problemOf(refuse(because))
  return goneAnswer(request, {
    language,
    title,
    detail,
    facts: {
      reference: state.reference,
      stage: claim.stage,
      reason: because,
      decision: facts.own?.data.decision ?? null,
      round: facts.own?.data.round ?? null,
      receipt: facts.own === undefined ? null : receiptOf(facts.own),
      stageOutcome: outcome,
    },
    html: () => seatOverPage(visit, facts),
  })
}
