import { problemOf } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, page } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { goneAnswer } from '#functions/shared/pages/gone.ts'
import { roundCause } from '#functions/shared/pages/round-cause.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { type Departure, departureOf, lastDecision } from './own-word.ts'
import { type OwnWord, overWords, type SeatOverFacts, seatOverPage } from './seat-over-page.ts'
import type { OverVisit } from './seat-visit.ts'

/**
 * 410: the person's own decision and receipt and how the stage ended; nothing else of the case. Nobody whose own word ended their
 * part is told that they came too late: `ownWordAnswer`.
 */
export function seatOverAnswer(request: Pick<HttpRequest, 'wants'>, visit: OverVisit): HttpResponse {
  const { because, language } = visit
  const facts = factsOf(visit)
  const isLate = departureWord(facts.departure) === 'silence'
  const { title, detail } = problemOf(refuse(isLate ? 'deadline-passed' : because))
  return goneAnswer(request, {
    language,
    title,
    detail: visit.lapsesAt === null ? detail : overWords(visit),
    facts: factsJson(visit, facts),
    html: () => seatOverPage(visit, facts, null),
  })
}

/** GET of a seat's link that is over: 200 with the receipt to whose own word it was that ended it for them, 410 to all others. */
export function ownWordAnswer(request: HttpRequest, visit: OverVisit): HttpResponse {
  const facts = factsOf(visit)
  // A program asks whether the seat is still this person's; a reader wants what they did.
  const word = ownWord(visit, facts, request.wants === 'html' || request.query['done'] === 'true')
  if (word === null) return seatOverAnswer(request, visit)
  if (request.wants === 'html') return page(200, seatOverPage(visit, facts, word))
  return json(200, factsJson(visit, facts))
}

/** What somebody did themselves: decided in the round that ended, or stepped aside or passed the seat on. */
function ownWord(
  { entries, claim, because }: OverVisit,
  { own, departure }: SeatOverFacts,
  tellsDeparture: boolean,
): OwnWord | null {
  const opened = entries.findLast(({ type, data }) => type === 'StageOpened' && data.stage === claim.stage)
  const round = opened?.type === 'StageOpened' ? opened.data.round : null
  if (because !== 'seat-reassigned') return own !== undefined && own.data.round === round ? 'decided' : null
  if (!tellsDeparture || departure === undefined) return null
  if (departure.type === 'ReviewerRecused') return 'recused'
  return departure.data.because === 'delegation' ? 'delegated' : null
}

function factsOf(visit: OverVisit): SeatOverFacts {
  const { entries, claim, because, outcome } = visit
  const round = visit.state.closedStages.findLast(({ stage }) => stage === claim.stage)
  return {
    own: lastDecision(entries, claim),
    departure: because === 'seat-reassigned' ? departureOf(entries, claim) : undefined,
    outcome,
    cause: outcome === null || round === undefined ? null : (roundCause(round, visit)?.words ?? null),
  }
}

function factsJson(
  { state, claim, because, heldBy, lapsesAt, language }: OverVisit,
  { own, departure, outcome, cause }: SeatOverFacts,
): Readonly<Record<string, unknown>> {
  return {
    reference: state.reference,
    stage: claim.stage,
    reason: because,
    lapsesAt,
    departure: departureWord(departure),
    heldBy: heldBy?.name[language] ?? null,
    decision: own?.data.decision ?? null,
    round: own?.data.round ?? null,
    receipt: own === undefined ? null : receiptOf(own),
    stageOutcome: outcome,
    cause: cause?.[language] ?? null,
  }
}

/** How the person left the seat, for programs; null while they have not. */
function departureWord(departure: Departure | undefined): string | null {
  if (departure === undefined) return null
  return departure.type === 'ReviewerRecused' ? 'recusal' : departure.data.because
}
