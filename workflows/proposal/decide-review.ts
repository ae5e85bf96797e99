import { digestOf } from '#workflows/ledger/digest.ts'
import type { CommandOf, Context } from './commands.ts'
import { roundDeadline } from './deadlines.ts'
import { alreadySo, byWorkflow, type Decided, isWritten, record, stageOf } from './decide-parts.ts'
import { caseBar, firstEligible, hasDeclared, isReachable } from './eligibility.ts'
import type { Actor, ProposalFact } from './entries.ts'
import { quorumReachable } from './quorum.ts'
import { type Refusal, refuse } from './refusal.ts'
import { weightedScore } from './score.ts'
import { offeredDecisions, quorumWarning, stageClosing } from './stage-closing.ts'
import { type ProposalState, type Seat, type StateOf, samePerson } from './state.ts'

type InReview = StateOf<'in-review'>
type SeatCommand = CommandOf<'declare' | 'decide-review' | 'recuse' | 'delegate'>

/**
 * Opens a stage's next round. Each seat goes to who held it in the round before, else to its holder in the programme, else to
 * the alternate; to nobody when none of them may hold it.
 */
export function openStage(state: StateOf<'between-stages'>, context: Context): Decided {
  const { programme, now } = context
  const stage = stageOf(context, state.stage)
  const before = state.closedStages.findLast((closedStage) => closedStage.stage === stage.id)?.seats ?? []
  const seats: Seat[] = []
  for (const { id, holder, alternate } of stage.seats) {
    const last = before.find((seat) => seat.seat === id)
    const candidacy = { stage: stage.id, seat: id, seats }
    const persons = [last?.holder, holder, alternate]
    const reached = persons.filter((person) => person && isReachable(person.email, state))
    // Somebody whom mail does not reach sits only where nobody else may; the case office is told.
    const person = firstEligible([...reached, ...persons], candidacy, state, context)
    const declared = person !== null && hasDeclared(person.email, stage.id, state, context)
    seats.push({ ...emptySeat(id), holder: person, declared })
  }
  const opened: ProposalFact = {
    type: 'StageOpened',
    actor: byWorkflow,
    data: {
      stage: stage.id,
      round: state.round,
      documentsDigest: state.documentsDigest,
      seats: seats.map(({ seat, holder, declared }) => ({ seat, holder, declared })),
      deadline: roundDeadline(now, { timing: stage, timeUsed: state.timeUsed[stage.id] ?? 0, programme }),
    },
  }
  if (quorumReachable(seats, stage.quorum)) return record(opened)
  return record(opened, quorumWarning(stage.id, state.round, seats))
}

/** No conflict of interest, said before the documents open. */
export function declare(state: InReview, command: CommandOf<'declare'>, context: Context): Decided {
  const seat = actingSeat(state, command, context)
  if ('refused' in seat) return seat
  if (seat.declared) return alreadySo
  return record({
    type: 'NoConflictDeclared',
    actor: reviewer(command),
    data: { stage: state.stage, round: state.round, seat: seat.seat },
  })
}

/** The last word counts until the stage closes; a decision that settles the outcome closes it in the same breath. */
export function decideReview(
  state: InReview,
  command: CommandOf<'decide-review'>,
  context: Context,
): Decided {
  const seat = actingSeat(state, command, context)
  if ('refused' in seat) return seat
  const stage = stageOf(context, state.stage)
  const refusal = reviewFault(state, command, { seat, context })
  if (refusal !== null) return refusal

  const conditions = conditionsOf(command)
  const answer = answerDigest(command, context)
  if (seat.decision?.answer === answer) return alreadySo
  const score = stage.scored ? weightedScore(command.scores, context.programme.rubric) : null
  const decided: ProposalFact = {
    type: 'ReviewDecided',
    actor: reviewer(command),
    data: {
      stage: state.stage,
      round: state.round,
      seat: seat.seat,
      decision: command.decision,
      reason: command.reason.trim(),
      reasonCode: command.reasonCode ?? null,
      scores: countedScores(command, context),
      score,
      documentsDigest: command.documentsDigest,
      answer,
      ...(conditions.length === 0 ? {} : { conditions }),
    },
  }
  const provisional = { answer, at: context.now.toISOString(), sequence: 0, receipt: answer }
  const seats = withSeat(state.seats, {
    ...seat,
    decision: { decision: command.decision, score, ...provisional },
  })
  return record(decided, ...stageClosing({ ...state, seats }, context))
}

/** A conflict of interest found at any time before the stage closes; the alternate takes over. */
export function recuse(state: InReview, command: CommandOf<'recuse'>, context: Context): Decided {
  const seat = heldSeat(state, command)
  if ('refused' in seat) return seat
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  const place = { stage: state.stage, round: state.round, seat: seat.seat }
  const reason = command.reason.trim()
  const recused = (vacancy: { vacant?: true } = {}): ProposalFact => ({
    type: 'ReviewerRecused',
    actor: reviewer(command),
    data: { ...place, reason, ...vacancy },
  })
  const vacant = { ...emptySeat(seat.seat), left: [...seat.left, command.email] }
  const seats = withSeat(state.seats, vacant)
  const configured = stageOf(context, state.stage).seats.find(({ id }) => id === seat.seat)
  const alternate = firstEligible(
    [configured?.alternate].filter((person) => person && isReachable(person.email, state)),
    { stage: state.stage, seat: seat.seat, seats },
    { ...state, recused: [...state.recused, command.email] },
    context,
  )
  if (alternate !== null) {
    return record(recused(), {
      type: 'SeatAssigned',
      actor: byWorkflow,
      data: { ...place, holder: alternate, because: 'alternate', reason },
    })
  }
  const { quorum } = stageOf(context, state.stage)
  const warning = quorumReachable(seats, quorum) ? [] : [quorumWarning(state.stage, state.round, seats)]
  const closing = stageClosing({ ...state, seats }, context)
  // Of a stage that is over, nobody is warned any more.
  const isTold = warning.length > 0 && closing.length === 0
  return record(recused(isTold ? {} : { vacant: true }), ...warning, ...closing)
}

/** The seat that the command's person holds and may act in, or why not. Whoever turns out to be barred can still step aside. */
export function actingSeat(
  state: InReview,
  command: Pick<SeatCommand, 'stage' | 'seat' | 'email'>,
  context: Context,
): Seat | Refusal {
  const seat = heldSeat(state, command)
  if ('refused' in seat) return seat
  const bar = caseBar(command.email, state, context)
  return bar === null ? seat : refuse(bar)
}

/** Whether this very person stepped out of this very seat, also where the stage or the case has ended since. */
export function hasRecused(state: ProposalState, { stage, seat, email }: CommandOf<'recuse'>): boolean {
  const rounds = [...(state.status === 'in-review' ? [state] : []), ...state.closedStages]
  const left = rounds
    .filter((round) => round.stage === stage)
    .flatMap(({ seats }) => seats.flatMap((one) => (one.seat === seat ? one.left : [])))
  return [left, state.recused].every((gone) => gone.some((one) => samePerson(one, email)))
}

/** The seat that the command's person holds, or why they do not. */
export function heldSeat(
  state: InReview,
  command: Pick<SeatCommand, 'stage' | 'seat' | 'email'>,
): Seat | Refusal {
  if (state.stage !== command.stage) return refuse('stage-closed')
  const seat = state.seats.find((candidate) => candidate.seat === command.seat)
  if (seat === undefined) return refuse('target-unknown')
  if (seat.holder === null || !samePerson(seat.holder.email, command.email)) return refuse('seat-reassigned')
  return seat
}

/**
 * Whether this very answer already counted in a stage that has closed since: the repeat of a request then gets the same
 * receipt instead of a refusal.
 */
export function alreadyCounted(
  closedSeats: readonly Seat[],
  command: CommandOf<'decide-review'>,
  context: Pick<Context, 'programme'>,
): boolean {
  return closedSeats.some(
    ({ seat, holder, decision }) =>
      seat === command.seat &&
      holder !== null &&
      samePerson(holder.email, command.email) &&
      decision?.answer === answerDigest(command, context),
  )
}

function reviewFault(
  state: InReview,
  command: CommandOf<'decide-review'>,
  { seat, context }: { seat: Seat; context: Context },
): Refusal | null {
  const stage = stageOf(context, state.stage)
  if (!seat.declared) return refuse('declaration-missing')
  if (command.documentsDigest !== state.documentsDigest) return refuse('stale-documents')
  if (!stage.decisions.includes(command.decision)) return refuse('decision-not-offered', 'decision')
  if (!offeredDecisions(state, context).includes(command.decision)) return refuse('last-round', 'decision')
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  if (command.decision !== 'approve' && conditionsOf(command).length > 0) {
    return refuse('conditions-without-approval', 'conditions')
  }
  const { reasonCode } = command
  const known = context.programme.reasons.some(
    ({ code, decision }) => code === reasonCode && decision === command.decision,
  )
  if (reasonCode !== undefined && !known) return refuse('reason-code-unknown', 'reasonCode')
  const { criteria, scale } = context.programme.rubric
  const isScore = (score: number | undefined): boolean =>
    score !== undefined && score >= scale[0] && score <= scale[1]
  const needsScores =
    stage.scored && (command.decision === 'approve' || Object.keys(command.scores).length > 0)
  const missing = needsScores ? criteria.find(({ id }) => !isScore(command.scores[id])) : undefined
  return missing === undefined ? null : refuse('scores-incomplete', `scores[${missing.id}]`)
}

/** Nobody's scores are asked for where the rubric is not filled in. */
function countedScores(
  { stage, scores }: CommandOf<'decide-review'>,
  context: Pick<Context, 'programme'>,
): Record<string, number> {
  return stageOf(context, stage).scored ? { ...scores } : {}
}

/** Of what the entry says and of nothing else, so that whoever has the entry can make it again. */
function answerDigest(command: CommandOf<'decide-review'>, context: Pick<Context, 'programme'>): string {
  const { decision, reason, reasonCode, documentsDigest } = command
  const conditions = conditionsOf(command)
  return digestOf({
    decision,
    reason: reason.trim(),
    reasonCode: reasonCode ?? null,
    scores: countedScores(command, context),
    documentsDigest,
    ...(conditions.length === 0 ? {} : { conditions }),
  })
}

function conditionsOf({ conditions = [] }: CommandOf<'decide-review'>): string[] {
  return conditions.map((condition) => condition.trim()).filter((condition) => condition !== '')
}

function reviewer({ email }: { email: string }): Actor {
  return { role: 'reviewer', email }
}

function emptySeat(seat: string): Seat {
  return { seat, holder: null, left: [], passedOver: [], declared: false, delegated: false, decision: null }
}

function withSeat(seats: readonly Seat[], changed: Seat): Seat[] {
  return seats.map((seat) => (seat.seat === changed.seat ? changed : seat))
}
