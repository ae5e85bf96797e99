import { latestDay } from '#workflows/contract/latest-day.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { DAY } from '#workflows/programme/duration.ts'
import { endOfLocalDay, localDateOf } from '#workflows/programme/local-day.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { balanceOf } from './balance.ts'
import type { Contract, Guarantee, Instalment, Overdue, ProposalState, StateOf } from './state.ts'

type Closed = StateOf<'closed'>
type CityZone = Pick<Programme, 'timeZone'>

/** Something that a completed contract still expects. */
export interface Expected {
  readonly kind: keyof Overdue
  /** Its place in the schedule or among the guarantees, from 1. */
  readonly place: number
  /** ISO date of its last day; it is overdue from the next day on. */
  readonly on: string
}

/**
 * What a contract still expects, the earliest first: instalments that have not come in full, and guarantees that end while there
 * is something to secure. A guarantee that outlives the contract may end once all is paid; one that was released is expected no more.
 */
export function expectedOf(state: ProposalState): readonly Expected[] {
  if (state.status !== 'closed' || state.closing !== 'completed') return []
  const owing = balanceOf(state).filter(({ outstanding }) => outstanding > 0)
  const { endsOn } = state
  return [
    ...owing.map(({ instalment, due, latest }) => ({
      kind: 'instalments' as const,
      place: instalment,
      on: latest ?? due,
    })),
    ...state.guarantees.flatMap(({ place, expiresOn, releasedOn }) => {
      if (expiresOn === undefined || releasedOn !== undefined) return []
      const isNeeded = owing.length > 0 || endsOn === null || expiresOn < endsOn
      return isNeeded ? [{ kind: 'guarantees' as const, place, on: expiresOn }] : []
    }),
  ].toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

/** What of it is overdue at a time, by the days of the programme's place. */
export function overdueOf(state: ProposalState, now: Date, { timeZone }: CityZone): readonly Expected[] {
  const today = localDateOf(now.getTime(), timeZone)
  return expectedOf(state).filter(({ on }) => on < today)
}

/**
 * When the next thing is due (ISO 8601), in an open case or under a completed contract, where a day of the latter ends with the
 * day of the programme's place; null where nothing is due.
 */
export function dueOf(state: ProposalState, place: CityZone): string | null {
  if ('deadline' in state) return state.deadline.at
  const [first] = expectedOf(state)
  return first === undefined ? null : endOf(first, place)
}

/** When its last day ends in the programme's place (ISO 8601); it is overdue from then on. */
export function endOf({ on }: Expected, { timeZone }: CityZone): string {
  return new Date(endOfLocalDay(Date.parse(on) / DAY, timeZone)).toISOString()
}

/** What a list is sorted by whose cases may be of any place: an instant before which in none of them anything is overdue. */
export function soonestDueOf(state: ProposalState): string | null {
  if ('deadline' in state) return state.deadline.at
  const [first] = expectedOf(state)
  return first === undefined ? null : `${first.on}T09:59:59.000Z`
}

/** What of it nobody was told of yet. */
export function untold(state: Closed, expected: readonly Expected[]): readonly Expected[] {
  return expected.filter(({ kind, place }) => !state.told[kind].includes(place))
}

export function placesOf(expected: readonly Expected[]): Overdue {
  const of = (kind: keyof Overdue): number[] =>
    expected.filter((one) => one.kind === kind).map(({ place }) => place)
  return { instalments: of('instalments'), guarantees: of('guarantees') }
}

/** By what and when a contract is paid, as its terms have it: each quarter's share within the days of settlement after its end. */
export function scheduleIn({
  payments,
  settlement,
}: Pick<ContractTerms, 'payments' | 'settlement'>): Instalment[] {
  return payments.map(({ due, amount }) => ({ due, amount, latest: latestDay(due, settlement.days) }))
}

/** What secures a contract, as its terms have it. */
export function guaranteesIn({ guarantees }: Pick<ContractTerms, 'guarantees'>): Guarantee[] {
  return guarantees.map(({ kind, expiresOn }, index) => ({
    place: index + 1,
    kind,
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }))
}

/**
 * Whether a contract was completed by an earlier release, whose ledger does not say all that falls due under it: neither end nor
 * guarantees, or not on which day an instalment is late.
 */
export function isUnlisted(state: ProposalState): state is Closed & { readonly contract: Contract } {
  return (
    state.status === 'closed' &&
    state.closing === 'completed' &&
    state.contract !== null &&
    !(state.listed && state.endsOn !== null && state.schedule.every(({ latest }) => latest !== undefined))
  )
}

/** What came in full is told again should the payment be taken back. */
export function withoutPaid(state: Closed): Closed {
  const owing = new Set(
    balanceOf(state).flatMap(({ instalment, outstanding }) => (outstanding > 0 ? [instalment] : [])),
  )
  const instalments = state.told.instalments.filter((instalment) => owing.has(instalment))
  return { ...state, told: { ...state.told, instalments } }
}
