import type { Programme } from '#workflows/programme/programme.ts'
import type { CommandOf, Context } from './commands.ts'
import { deadlineAt, deadlineFrom, silenceOf, type Timing } from './deadlines.ts'
import { type Notice, nextNoticeOf } from './decide-notices.ts'
import { byClock, byOffice, type Decided, isWritten, record, stageOf } from './decide-parts.ts'
import { placesPassedOn } from './decide-silence.ts'
import { refuse } from './refusal.ts'
import type { Deadline, ProposalState } from './state.ts'

/** A case of which time may make something. */
export type Timed = Extract<ProposalState, { deadline: Deadline }>

export function remind(state: Timed, { now }: Context): Decided {
  const [next] = state.deadline.reminders
  if (next === undefined || new Date(next) > now || hasEnded(state.deadline, now))
    return refuse('nothing-due')
  return record({ type: 'Reminded', actor: byClock, data: { number: state.deadline.reminded + 1 } })
}

export function escalate(state: Timed, { now }: Context): Decided {
  const { escalateAt } = state.deadline
  if (escalateAt === null || new Date(escalateAt) > now) return refuse('nothing-due')
  return record({ type: 'Escalated', actor: byClock, data: {} })
}

/** Whether the time for an answer is over, be it recorded or not. */
function hasEnded({ at, passed }: Deadline, now: Date): boolean {
  return passed || new Date(at) <= now
}

/**
 * The deadline came, and with it the hour at which silence has its consequence. What was never confirmed or revised lapses; what the city owes passes to alternates for the whole time
 * again, where the programme says so and there are any, else it is held open and the office is told.
 */
export function expire(state: Timed, context: Context): Decided {
  const { deadline } = state
  if (deadline.passed || new Date(silenceOf(deadline)) > context.now) return refuse('nothing-due')
  const passedOn = placesPassedOn(state, context)
  if (passedOn.length === 0) {
    const consequence = consequenceOf(state, context)
    return record({ type: 'DeadlinePassed', actor: byClock, data: { consequence } })
  }
  const next = deadlineFrom(context.now, timingOf(state, context), context.programme)
  return record(
    { type: 'DeadlinePassed', actor: byClock, data: { consequence: 'alternate', deadline: next } },
    ...passedOn,
  )
}

/** The case office gives more time. */
export function extend(state: Timed, command: CommandOf<'extend'>, context: Context): Decided {
  const until = new Date(command.until)
  const { programme, now } = context
  if (!(until > now && until > new Date(state.deadline.at))) return refuse('not-a-later-time', 'until')
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  return record({
    type: 'DeadlineExtended',
    actor: byOffice(command.by),
    data: {
      deadline: deadlineAt(until, { start: now, timing: timingOf(state, context), programme }),
      reason: command.reason.trim(),
    },
  })
}

/** What time makes due for a case now, in the order in which it has to happen. */
export function dueCommands(
  state: ProposalState,
  now: Date,
  programme: Pick<Programme, 'timeZone' | 'calendar'>,
): readonly { type: 'remind' | 'expire' | 'escalate' | Notice }[] {
  const notice = nextNoticeOf(state, programme)
  const notices = notice !== null && new Date(notice.at) <= now ? [{ type: notice.type }] : []
  if (!('deadline' in state)) return notices
  const { deadline } = state
  const isDue = (time: string | null | undefined): boolean =>
    typeof time === 'string' && new Date(time) <= now
  if (!deadline.passed && isDue(silenceOf(deadline))) return [{ type: 'expire' }]
  if (deadline.passed) return isDue(deadline.escalateAt) ? [{ type: 'escalate' }] : notices
  return !hasEnded(deadline, now) && isDue(deadline.reminders[0]) ? [{ type: 'remind' }] : []
}

/**
 * When the clock has to look at a case again (ISO 8601); null when time alone will not change it. A reminder that was still to
 * come at the deadline is not made up for; whoever asks at a time after it says so by `now`.
 */
export function nextDue(
  state: ProposalState,
  programme: Pick<Programme, 'timeZone' | 'calendar'>,
  now?: Date,
): string | null {
  const notice = nextNoticeOf(state, programme)?.at ?? null
  if (!('deadline' in state)) return notice
  const { deadline } = state
  if (deadline.passed) {
    return [notice, deadline.escalateAt].filter((time) => time !== null).toSorted()[0] ?? null
  }
  const [reminder] = now !== undefined && hasEnded(deadline, now) ? [] : deadline.reminders
  return reminder ?? silenceOf(deadline)
}

/** What silence leads to where no place passes on. */
export function consequenceOf(state: Timed, context: Pick<Context, 'programme'>): 'hold' | 'lapse' {
  switch (state.status) {
    case 'unconfirmed':
    case 'awaiting-revision':
      return 'lapse'
    case 'in-review':
      return stageOf(context, state.stage).onDeadline === 'lapse' ? 'lapse' : 'hold'
    case 'settling-terms':
    case 'signing':
    case 'with-finance':
      return 'hold'
  }
}

/** How much time the step has at which a case stands. */
export function timingOf(state: Timed, context: Pick<Context, 'programme'>): Timing {
  const { programme } = context
  switch (state.status) {
    case 'unconfirmed':
      return { deadline: programme.confirmWithin }
    case 'awaiting-revision':
      return { deadline: programme.reviseWithin, reminders: programme.reviseReminders }
    case 'in-review':
      return stageOf(context, state.stage)
    case 'settling-terms':
      return programme.settling
    case 'signing':
      return programme.signing
    case 'with-finance':
      return programme.finance
  }
}
