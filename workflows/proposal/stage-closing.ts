import type { DecisionKind } from '../decision.ts'
import type { Context } from './commands.ts'
import { deadlineFrom, settlingDeadline, timeBetween } from './deadlines.ts'
import { byWorkflow, stageAfter, stageOf } from './decide-parts.ts'
import type { ProposalFact } from './entries.ts'
import { type CountingRules, countDecisions, meanScore, settledOutcome } from './quorum.ts'
import type { Seat, StateOf } from './state.ts'

type InReview = StateOf<'in-review'>

/** What a reviewer may still answer: in the last round that the programme allows, changes cannot be asked for again. */
export function offeredDecisions(
  state: Pick<InReview, 'stage' | 'round'>,
  context: Pick<Context, 'programme'>,
): readonly DecisionKind[] {
  const { decisions } = stageOf(context, state.stage)
  if (state.round < context.programme.maxRounds) return decisions
  return decisions.filter((decision) => decision !== 'request-changes')
}

/** The entry that closes the stage if its outcome is settled; nothing while it is open. */
export function stageClosing(state: InReview, context: Context): ProposalFact[] {
  const stage = stageOf(context, state.stage)
  const { programme, now } = context
  const offered = offeredDecisions(state, context)
  const rules: CountingRules = {
    quorum: stage.quorum,
    minimumScore: stage.minimumScore,
    mayRequestChanges: offered.includes('request-changes'),
    mayReject: offered.includes('reject'),
    mixedAnswers: programme.mixedAnswers,
  }
  const outcome = settledOutcome(state.seats, rules)
  if (outcome === null) return []
  const count = countDecisions(state.seats)
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
        approvals: count.approvals,
        score: meanScore(count.scores),
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

/** Tells the case office that a stage cannot reach its quorum until an empty seat is filled. */
export function quorumWarning(stage: string, round: number, seats: readonly Seat[]): ProposalFact {
  const vacant = seats.filter((seat) => seat.holder === null).map(({ seat }) => seat)
  return { type: 'QuorumEndangered', actor: byWorkflow, data: { stage, round, vacant } }
}
