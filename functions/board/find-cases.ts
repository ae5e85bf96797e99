import type { CaseStore, CaseSummary } from '#functions/adapters/case-store.ts'
import { type CaseFilter, isNarrow, matcherOf } from './case-filter.ts'

/** What one read asks the table for; a batch of heads holds no more. */
const readLength = 100

export interface Bounds {
  /** Stop once so many cases were found; the last read may bring more. */
  readonly wanted: number
  /** Stop once so many cases were looked at, whatever was found. */
  readonly mostRead: number
}

export interface Found {
  readonly cases: readonly CaseSummary[]
  /** How many cases were looked at. */
  readonly read: number
  /** Where to go on; null when there is nothing further. */
  readonly cursor: string | null
}

/**
 * Cases that match, the newest change first. The table cannot search words, and a search index beside it would be a second
 * truth, so the cursor goes on through the list by pages until enough are found. At 100,000 cases a request still looks at no
 * more than `mostRead` heads (some twenty reads for the board); whoever searches further follows the cursor.
 */
export async function findCases(
  cases: Pick<CaseStore, 'list'>,
  { filter, cursor, now }: { filter: CaseFilter; cursor: string | undefined; now: Date },
  { wanted, mostRead }: Bounds,
): Promise<Found> {
  const matches = matcherOf(filter, now)
  // Nothing is left out of a plain list, so its pages are as long as is wanted.
  const limit = isNarrow(filter) ? readLength : Math.min(readLength, wanted)
  const found: CaseSummary[] = []
  let read = 0
  let next = cursor
  do {
    const list = await cases.list({ open: filter.show === 'open', limit, cursor: next })
    found.push(...list.cases.filter(({ state }) => matches(state)))
    read += list.cases.length
    next = list.cursor
  } while (next !== undefined && found.length < wanted && read < mostRead)
  return { cases: found, read, cursor: next ?? null }
}
