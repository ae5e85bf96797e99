import { MINUTE } from '#workflows/programme/duration.ts'
import { nextNotice, noticeAfter, reminderBefore } from '#workflows/programme/notice-hour.ts'
import type { Programme, Span } from '#workflows/programme/programme.ts'
import { addTime, daysOf, endOfDays, endOfSpan, spanMilliseconds } from '#workflows/programme/spans.ts'
import { calendarOf, workingMillisecondsBetween } from '#workflows/programme/working-calendar.ts'
import type { Deadline } from './state.ts'

const DAY = 24 * 60 * MINUTE

/**
 * Silence has no consequence for so long after a deadline, so that a machine whose clock runs ahead ends nothing early.
 * Milliseconds.
 */
const grace = MINUTE

/** How much time something has, when it is reminded of (before the end) and escalated (after it). */
export interface Timing {
  readonly deadline: Span
  readonly reminders?: readonly Span[]
  readonly escalateAfter?: Span | undefined
}

/** The deadline of something that begins at `start`. */
export function deadlineFrom(start: Date, timing: Timing, programme: Programme): Deadline {
  return deadlineAt(endOfSpan(start, timing.deadline, calendarOf(programme)), { start, timing, programme })
}

/** How long the case office has to settle a contract's terms. */
export function settlingDeadline({ now, programme }: { now: Date; programme: Programme }): Deadline {
  return deadlineFrom(now, programme.settling, programme)
}

/**
 * A deadline at a given time, with those of its reminders that are still to come at `start`. What follows from silence waits for
 * the hour at which notices leave: nobody is written to at night or on a day off.
 */
export function deadlineAt(
  at: Date,
  { start, timing, programme }: { start: Date; timing: Timing; programme: Programme },
): Deadline {
  const reminders = (timing.reminders ?? []).flatMap(
    (span) => reminderBefore(at, span, { start, programme })?.toISOString() ?? [],
  )
  const { escalateAfter } = timing
  const silence = nextNotice(new Date(at.getTime() + grace), programme)
  return {
    at: at.toISOString(),
    reminders: [...new Set(reminders)].sort(),
    reminded: 0,
    silenceAt: silence.toISOString(),
    escalateAt:
      escalateAfter === undefined ? null : noticeAfter(silence, escalateAfter, programme).toISOString(),
    passed: false,
  }
}

/** When silence has its consequence (ISO 8601). */
export function silenceOf({ silenceAt, at }: Deadline): string {
  return silenceAt ?? new Date(Date.parse(at) + grace).toISOString()
}

/**
 * The deadline of a stage's round. The stage's clock stood still while the applicant owed a revision, so a later round gets
 * what the earlier ones left over, but never less than a quarter of the stage's whole time: a revision has to be read too.
 */
export function roundDeadline(
  start: Date,
  { timing, timeUsed, programme }: { timing: Timing; timeUsed: number; programme: Programme },
): Deadline {
  const whole = spanMilliseconds(timing.deadline)
  const at = after(start, Math.max(whole - timeUsed, whole / 4), { timing, programme })
  return deadlineAt(at, { start, timing, programme })
}

/**
 * A later deadline for whoever is asked late, since the others before them took the time: a quarter of the whole from `start`.
 * Null while as much as that is left.
 */
export function lateTurnDeadline(
  deadline: Deadline,
  { start, timing, programme }: { start: Date; timing: Timing; programme: Programme },
): Deadline | null {
  const least = after(start, spanMilliseconds(timing.deadline) / 4, { timing, programme })
  return least > new Date(deadline.at) ? deadlineAt(least, { start, timing, programme }) : null
}

/** So much later, in the kind of time in which the deadline is given: in whole days what is begun of one counts as one. */
function after(
  start: Date,
  milliseconds: number,
  { timing: { deadline }, programme }: { timing: Timing; programme: Programme },
): Date {
  const calendar = calendarOf(programme)
  return daysOf(deadline) === undefined
    ? addTime(start, milliseconds, deadline, calendar)
    : endOfDays(start, Math.max(1, Math.ceil(milliseconds / DAY)), deadline, calendar)
}

/** Milliseconds of a span's own kind of time (working or calendar) between two times. */
export function timeBetween(from: Date, to: Date, span: Span, programme: Programme): number {
  if ('working' in span) return workingMillisecondsBetween(from, to, calendarOf(programme))
  return to.getTime() - from.getTime()
}
