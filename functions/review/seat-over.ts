import { problemOf } from '#functions/edge/errors.ts'
import type { HttpRequest, HttpResponse } from '#functions/edge/http.ts'
import { receiptOf } from '#functions/pages/contract-view.ts'
import { goneAnswer } from '#functions/pages/gone.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { type Departure, departureOf, lastDecision } from './own-word.ts'
import { type SeatOverFacts, seatOverPage } from './seat-over-page.ts'
import type { OverVisit } from './seat-visit.ts'

/** 410: the person's own decision and receipt and how the stage ended; nothing else of the case. */
export function seatOverAnswer(request: Pick<HttpRequest, 'wants'>, visit: OverVisit): HttpResponse {
  const { state, claim, entries, because, outcome, heldBy, language } = visit
  const facts: SeatOverFacts = {
    own: lastDecision(entries, claim),
    departure: because === 'seat-reassigned' ? departureOf(entries, claim) : undefined,
    outcome,
  }
  const departure = departureWord(facts.departure)
  const { title, detail } = problemOf(refuse(departure === 'silence' ? 'deadline-passed' : because))
  return goneAnswer(request, {
    language,
    title,
    detail,
    facts: {
      reference: state.reference,
      stage: claim.stage,
      reason: because,
      departure,
      heldBy: heldBy?.name[language] ?? null,
      decision: facts.own?.data.decision ?? null,
      round: facts.own?.data.round ?? null,
      receipt: facts.own === undefined ? null : receiptOf(facts.own),
      stageOutcome: outcome,
    },
    html: () => seatOverPage(visit, facts),
  })
}

/** How the person left the seat, for programs; null while they have not. */
function departureWord(departure: Departure | undefined): string | null {
  if (departure === undefined) return null
  return departure.type === 'ReviewerRecused' ? 'recusal' : departure.data.because
}
