import { durationMilliseconds } from '../programme/duration.ts'
import type { Programme } from '../programme/programme.ts'
import {
  addSpan,
  addWorkingMilliseconds,
  calendarOf,
  subtractSpan,
  workingMillisecondsBetween,
} from '../programme/working-calendar.ts'
import type { Deadline } from './state.ts'

type Span = Programme['confirmWithin']

/** How much time something has, when it is reminded of (before the end) and escalated (after it). */
export interface Timing {
  readonly deadline: Span
  readonly reminders?: readonly Span[]
  readonly escalateAfter?: Span | undefined
}

/** The deadline of something that begins at `start`. */
export function deadlineFrom(start: Date, timing: Timing, programme: Programme): Deadline {
  return deadlineAt(addSpan(start, timing.deadline, calendarOf(programme)), { start, timing, programme })
}

/** How long the case office has to settle a contract's terms. */
export function settlingDeadline({ now, programme }: { now: Date; programme: Programme }): Deadline {
  return deadlineFrom(now, programme.settling, programme)
}

/** A deadline at a given time, with those of its reminders that are still to come at `start`. */
export function deadlineAt(
  at: Date,
  { start, timing, programme }: { start: Date; timing: Timing; programme: Programme },
): Deadline {
  const calendar = calendarOf(programme)
  const reminders = (timing.reminders ?? [])
    .map((span) => subtractSpan(at, span, calendar))
    .filter((reminder) => reminder > start)
    .map((reminder) => reminder.toISOString())
    .sort()
  const escalateAt =
    timing.escalateAfter === undefined ? null : addSpan(at, timing.escalateAfter, calendar).toISOString()
  return { at: at.toISOString(), reminders, reminded: 0, escalateAt, passed: false }
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

/** So many milliseconds later, in the kind of time in which the deadline is given. */
function after(
  start: Date,
  milliseconds: number,
  { timing, programme }: { timing: Timing; programme: Programme },
): Date {
  return 'working' in timing.deadline
    ? addWorkingMilliseconds(start, milliseconds, calendarOf(programme))
    : new Date(start.getTime() + milliseconds)
}

/** Milliseconds of a span's own kind of time (working or calendar) between two times. */
export function timeBetween(from: Date, to: Date, span: Span, programme: Programme): number {
  if ('working' in span) return workingMillisecondsBetween(from, to, calendarOf(programme))
  return to.getTime() - from.getTime()
}

function spanMilliseconds(span: Span): number {
  return durationMilliseconds('working' in span ? span.working : span.calendar)
}
