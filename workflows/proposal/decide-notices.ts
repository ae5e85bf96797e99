import { DAY, HOUR } from '#workflows/programme/duration.ts'
import { localDateOf, localDayOf, startOfLocalDay } from '#workflows/programme/local-day.ts'
import { nextNotice } from '#workflows/programme/notice-hour.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { nextWeeklyNotice } from '#workflows/programme/weekly-notice.ts'
import type { CommandOf, Context } from './commands.ts'
import { silenceOf } from './deadlines.ts'
import { byClock, type Decided, record } from './decide-parts.ts'
import { expectedOf, overdueOf, placesOf, untold } from './obligations.ts'
import { refuse } from './refusal.ts'
import type { Deadline, Owed, ProposalState, StateOf } from './state.ts'

type CityTime = Pick<Programme, 'timeZone' | 'calendar'>
type WithDeadline = Extract<ProposalState, { deadline: Deadline }>

/** What the machine owes is late after so long. Milliseconds. */
const lateAfter = HOUR

/** What time makes the clock tell of a case; `remind`, `expire` and `escalate` stand apart, since they are of its deadline. */
export type Notice = 'tell-held' | 'tell-late' | 'tell-overdue'

/** When (ISO 8601) the clock next has something to tell of a case, and what; null when time alone brings nothing. */
export function nextNoticeOf(
  state: ProposalState,
  programme: CityTime,
): { readonly type: Notice; readonly at: string } | null {
  if (state.status === 'closed') return nextOverdue(state, programme)
  if ('owedSince' in state) {
    const at = new Date(owedSince(state).getTime() + lateAfter)
    return state.late ? null : { type: 'tell-late', at: at.toISOString() }
  }
  const { passed, held } = state.deadline
  if (!passed) return null
  // On the day on which silence was recorded, the case office is told of that.
  const first = nextWeeklyNotice(new Date(new Date(silenceOf(state.deadline)).getTime() + DAY), programme)
  return { type: 'tell-held', at: held?.next ?? first.toISOString() }
}

/** Whoever waits for a case that is held hears of it every week, until it moves. */
export function tellHeld(state: WithDeadline, { now, programme }: Context): Decided {
  if (!isDue(state, now, programme)) return refuse('nothing-due')
  const next = nextWeeklyNotice(now, programme).toISOString()
  const number = (state.deadline.held?.told ?? 0) + 1
  return record({ type: 'StillHeld', actor: byClock, data: { number, next } })
}

export function tellLate(state: Owed, { now, programme }: Context): Decided {
  if (!isDue(state, now, programme)) return refuse('nothing-due')
  const data = { status: state.status, since: owedSince(state).toISOString() }
  return record({ type: 'StepLate', actor: byClock, data })
}

export function tellOverdue(state: StateOf<'closed'>, { now, programme }: Context): Decided {
  if (!isDue(state, now, programme)) return refuse('nothing-due')
  const data = placesOf(untold(state, overdueOf(state, now, programme)))
  return record({ type: 'ObligationsOverdue', actor: byClock, data })
}

/** What a contract expects that an earlier release completed: known from now on, so that time can make something of it. */
export function listObligations(
  state: StateOf<'closed'>,
  { endsOn, guarantees, settlementDays }: CommandOf<'list-obligations'>,
  { now, programme }: Context,
): Decided {
  if (state.closing !== 'completed' || state.contract === null) return refuse('case-closed')
  const { version } = state.contract
  return record({
    type: 'ObligationsListed',
    actor: byClock,
    data: {
      version,
      endsOn,
      guarantees: [...guarantees],
      settlementDays,
      on: localDateOf(now.getTime(), programme.timeZone),
    },
  })
}

function isDue(state: ProposalState, now: Date, programme: CityTime): boolean {
  const notice = nextNoticeOf(state, programme)
  return notice !== null && new Date(notice.at) <= now
}

/** The notice hour after the last day of the first thing of which nobody was told. */
function nextOverdue(state: StateOf<'closed'>, programme: CityTime): ReturnType<typeof nextNoticeOf> {
  const [first] = untold(state, expectedOf(state))
  if (first === undefined) return null
  const { timeZone } = programme
  const day = localDayOf(new Date(`${first.on}T00:00:00.000Z`).getTime(), 'UTC')
  const at = nextNotice(new Date(startOfLocalDay(day + 1, timeZone)), programme)
  return { type: 'tell-overdue', at: at.toISOString() }
}

/** Heads of an earlier release do not say it: then since the case's last stage closed. */
function owedSince({ owedSince, closedStages, submittedAt }: Owed): Date {
  return new Date(owedSince ?? closedStages.at(-1)?.at ?? submittedAt)
}
