import { jalaliDate } from '#workflows/programme/jalali.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { enteredStepAt, stepOf } from './step.ts'

/** What is added to a figure; negative where a case leaves. */
export interface Amounts {
  readonly count: number
  /** Rials that the city expects of these cases over three years. */
  readonly revenue: number
  /** Of `now`, when the cases came into their step, as seconds since 1970, added up; of `time`, the seconds that they took. */
  readonly seconds: number
}

/**
 * What a figure counts: `now <step>` what is in a step at present, and for each Jalali month (`1405-09`) `reached <step>` the
 * cases that came so far for the first time, `time <step>` those that left it, `outcome <stage> <outcome>` the decisions of
 * stages, and `closed <closing>`.
 */
export type BoardFigures = ReadonlyMap<string, Amounts>

export const nowPrefix = 'now'

/** How the entries after `from` (a sequence) change the figures. Pure, so that counting again gives the same. */
export function figuresOf(
  entries: readonly Entry[],
  from: number,
  { timeZone }: Pick<Programme, 'timeZone'>,
): BoardFigures {
  const figures = new Map<string, Amounts>()
  const add = (name: string, { count = 1, revenue = 0, seconds = 0 }: Partial<Amounts> = {}): void => {
    const known = figures.get(name) ?? { count: 0, revenue: 0, seconds: 0 }
    figures.set(name, {
      count: known.count + count,
      revenue: known.revenue + revenue,
      seconds: known.seconds + seconds,
    })
  }
  const reached = new Set<string>()
  let before: ProposalState | null = null
  for (const entry of entries) {
    const after: ProposalState = evolve(before, entry)
    const step = stepOf(after)
    const isFirst = !reached.has(step)
    reached.add(step)
    if (entry.sequence > from) {
      const month = monthOf(entry.at, timeZone)
      for (const [state, count] of [
        [before, -1],
        [after, 1],
      ] as const) {
        if (state !== null) addPresent(state, count, add)
      }
      if (isFirst) add(`${month} reached ${step}`, { revenue: after.expectedRevenue })
      if (before !== null && stepOf(before) !== step) {
        add(`${month} time ${stepOf(before)}`, {
          seconds: secondsOf(entry.at) - secondsOf(enteredStepAt(before)),
        })
      }
      if (entry.type === 'StageClosed') add(`${month} outcome ${entry.data.stage} ${entry.data.outcome}`)
      if (after.status === 'closed' && before?.status !== 'closed') add(`${month} closed ${after.closing}`)
    }
    before = after
  }
  return new Map([...figures].filter(([, amounts]) => Object.values(amounts).some((amount) => amount !== 0)))
}

/** Whether what lies between two states of a case changes any figure. */
export function changesFigures(before: ProposalState | null, after: ProposalState): boolean {
  return before === null || countedIn(before) !== countedIn(after)
}

/** All of a state that a figure is made of. */
function countedIn(state: ProposalState): string {
  return [stepOf(state), enteredStepAt(state), state.expectedRevenue, state.closedStages.length].join()
}

type Add = (name: string, amounts: Amounts) => void

/** Puts a case into its step, or takes it out by the very amounts that put it there. */
function addPresent(state: ProposalState, count: 1 | -1, add: Add): void {
  if (state.status === 'closed') return
  add(`${nowPrefix} ${stepOf(state)}`, {
    count,
    revenue: count * state.expectedRevenue,
    seconds: count * secondsOf(enteredStepAt(state)),
  })
}

/** The Jalali month of an instant, e.g. `1405-09`. */
export function monthOf(at: string, timeZone: string): string {
  const { jy, jm } = jalaliDate(new Date(at), timeZone)
  return `${jy}-${String(jm).padStart(2, '0')}`
}

/** So many months that end with the given one, the earliest first. */
export function monthsUntil(month: string, count: number): readonly string[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return Array.from({ length: count }, (_, index) => {
    const months = year * 12 + (number - 1) - (count - 1 - index)
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  })
}

function secondsOf(at: string): number {
  return Math.floor(new Date(at).getTime() / 1000)
}
