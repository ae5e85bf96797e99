import { type DecisionKind, traitsOf } from '#workflows/decision.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Because } from './because.ts'
import type { Context } from './commands.ts'
import { deadlineFrom, settlingDeadline, timeBetween } from './deadlines.ts'
import { byWorkflow, stageAfter, stageOf } from './decide-parts.ts'
import type { DataOf, ProposalFact } from './entries.ts'
import { type CountingRules, settledOutcome } from './quorum.ts'
import type { ClosedStage, Seat, StateOf } from './state.ts'

type InReview = StateOf<'in-review'>

/** What a reviewer may still answer: in the last round that the programme allows, changes cannot be asked for again. */
export function offeredDecisions(
  state: Pick<InReview, 'stage' | 'round'>,
  context: Pick<Context, 'programme'>,
): readonly DecisionKind[] {
  const { decisions } = stageOf(context, state.stage)
  if (state.round < context.programme.maxRounds) return decisions
  return decisions.filter((decision) => !traitsOf[decision].asksForChanges)
}

/** How the answers of a stage's round are counted. */
export function countingRules(at: Pick<InReview, 'stage' | 'round'>, programme: Programme): CountingRules {
  const { quorum, minimumScore } = stageOf({ programme }, at.stage)
  const offered = offeredDecisions(at, { programme })
  return {
    quorum,
    minimumScore,
    mayRequestChanges: offered.includes('request-changes'),
    mayReject: offered.includes('reject'),
    mixedAnswers: programme.mixedAnswers,
  }
}

/** The entry that closes the stage if its outcome is settled; nothing while it is open. */
export function stageClosing(state: InReview, context: Context): ProposalFact[] {
  const { programme, now } = context
  const stage = stageOf(context, state.stage)
  const settled = settledOutcome(state.seats, countingRules(state, programme))
  if (settled === null) return []
  const { outcome, because } = settled
  const nextStage = outcome === 'approved' ? (stageAfter(context, stage.id)?.id ?? null) : null
  const spent = timeBetween(new Date(state.openedAt), now, stage.deadline, programme)
  return [
    {
      type: 'StageClosed',
      actor: byWorkflow,
      data: {
        stage: stage.id,
        round: state.round,
        outcome,
        because,
        approvals: because.approvals,
        score: because.mean,
        timeUsed: (state.timeUsed[stage.id] ?? 0) + spent,
        nextStage,
        revise:
          outcome === 'changes-requested'
            ? deadlineFrom(
                now,
                { deadline: programme.reviseWithin, reminders: programme.reviseReminders },
                programme,
              )
            : null,
        settle: outcome === 'approved' && nextStage === null ? settlingDeadline(context) : null,
      },
    },
  ]
}

/**
 * Why a stage closed: as its entry says, or, where that is older than this field, as it follows from the decisions; null where
 * it does not.
 */
export function becauseOf(
  data: DataOf<'StageClosed'>,
  closedStages: readonly ClosedStage[],
  programme: Programme,
): Because | null {
  if (data.because !== undefined) return data.because
  const closed = closedStages.find(({ stage, round }) => stage === data.stage && round === data.round)
  const stage = programme.stages.find(({ id }) => id === data.stage)
  if (closed === undefined || stage === undefined) return null
  const settled = settledOutcome(closed.seats, countingRules(closed, programme))
  return settled?.outcome === data.outcome ? settled.because : null
}

/** Tells the case office that a stage cannot reach its quorum until an empty seat is filled. */
export function quorumWarning(stage: string, round: number, seats: readonly Seat[]): ProposalFact {
  const vacant = seats.filter((seat) => seat.holder === null).map(({ seat }) => seat)
  return { type: 'QuorumEndangered', actor: byWorkflow, data: { stage, round, vacant } }
}
