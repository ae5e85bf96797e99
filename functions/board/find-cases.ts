import type { CaseStore, CaseSummary, UnreadableCase } from '#functions/shared/ports/case-store.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type CaseFilter, listFor, matcherOf } from './case-filter.ts'

/** What one read asks the table for; a batch of heads holds no more. */
const readLength = 100

export interface Search {
  readonly filter: CaseFilter
  readonly cursor: string | undefined
  readonly now: Date
  readonly programme: Pick<Programme, 'stages' | 'timeZone'>
}

export interface Bounds {
  /** Stop once so many cases were found; the last read may bring more. */
  readonly wanted: number
  /** Stop once so many cases were looked at, whatever was found. */
  readonly mostRead: number
}

export interface Found {
  readonly cases: readonly CaseSummary[]
  /** What could not be judged, and is shown as such. */
  readonly unreadable: readonly UnreadableCase[]
  /** How many cases were looked at. */
  readonly read: number
  /** Where to go on; null when there is nothing further. */
  readonly cursor: string | null
}

/**
 * Cases that match, in the order of the list that comes nearest. One filter alone has a list of its own, so that a page costs
 * what it shows however many cases there are. Where two come together the one is followed and the other looked at case by
 * case; a request then reads no more than `mostRead` heads, and whoever wants to go on follows the cursor.
 */
export async function findCases(
  cases: Pick<CaseStore, 'list'>,
  { filter, cursor, now, programme }: Search,
  { wanted, mostRead }: Bounds,
): Promise<Found> {
  const matches = matcherOf(filter, { now, programme })
  const list = listFor(filter, { programme, now })
  const found: CaseSummary[] = []
  const unreadable: UnreadableCase[] = []
  let read = 0
  let next = cursor
  do {
    const page = await cases.list({ ...list, limit: Math.min(readLength, wanted), cursor: next })
    found.push(...page.cases.filter(({ state }) => matches(state)))
    unreadable.push(...(page.unreadable ?? []))
    // A page that shows nothing was read as well.
    read += Math.max(page.cases.length, 1)
    next = page.cursor
  } while (next !== undefined && found.length < wanted && read < mostRead)
  return { cases: found, unreadable, read, cursor: next ?? null }
}
