import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from './entries.ts'

/**
 * Whether finance may have an entry: what somebody said or did at a seat, reason and recusal included, only of stages that the
 * programme's `sees` gives it. That a stage opened, and how and why it closed, it always knows.
 */
export function isOpenToFinance(
  { data }: Pick<Entry, 'data'>,
  { finance: { sees = [] } }: Pick<Programme, 'finance'>,
): boolean {
  const stage = stageOfSeat(data)
  return stage === null || sees.includes(stage)
}

/** The stage of the seat that an entry is about; null for one that is about none. */
export function stageOfSeat(data: Entry['data']): string | null {
  if ('target' in data) return 'stage' in data.target ? data.target.stage : null
  const isOfSeat = 'seat' in data || 'vacant' in data
  return isOfSeat && 'stage' in data ? data.stage : null
}
