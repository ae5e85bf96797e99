import { readCursor, writeCursor } from '#functions/shared/ports/board-places.ts'
import type { CaseList, CasePage, CaseStore, DueTo } from '#functions/shared/ports/case-store.ts'
import { attentionShards, deadlineShards, placeShards } from './board-attributes.ts'
import { dueShards, statusShards } from './head-row.ts'
import { referenceIn } from './keys.ts'
import { type IndexQuery, queryIndex } from './query-index.ts'
import { searchCases } from './search-cases.ts'
import { summaries } from './summaries.ts'
import type { Row, Table } from './table.ts'

/** References whose due time has come, oldest first. Each shard is asked for as many as are wanted, since one may hold all. */
export async function dueCases(table: Table, now: Date, limit: number, who: DueTo): Promise<string[]> {
  const shards = dueShards(who)
  const rows = await merged(table, { ...due, shards, until: now.toISOString() }, limit)
  return rows.slice(0, limit).flatMap((row) => referenceIn(row) ?? [])
}

const due = { index: 'due', shard: 'dueShard', sort: 'due', newestFirst: false } as const

/**
 * A page of cases. What an index sorts by ends with the reference and is therefore unique among all shards, so that the last
 * one shown is a cursor for all of them at once. A cursor that is none begins anew.
 */
export async function listCases(
  table: Table,
  { limit, cursor, ...list }: CaseList & CasePage,
): ReturnType<CaseStore['list']> {
  if ('word' in list) return searchCases(table, { word: list.word, limit, cursor })
  const query = queryOf(list)
  const after = readCursor(cursor)
  const rows = await merged(table, { ...query, after }, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    ...(await summaries(table, page)),
    cursor: rows.length > limit && last !== undefined ? writeCursor(sortOf(last, query)) : undefined,
  }
}

function queryOf(list: Exclude<CaseList, { word: string }>): Shards {
  if ('open' in list) {
    const shards = statusShards(list.open)
    return { index: 'status', shard: 'statusShard', sort: 'updated', shards, newestFirst: true }
  }
  if ('places' in list) {
    const shards = placeShards(list.places)
    const newestFirst = list.newestFirst ?? false
    return { index: 'place', shard: 'placeShard', sort: 'placeSince', shards, newestFirst }
  }
  if ('deadline' in list) {
    return {
      index: 'deadline',
      shard: 'deadlineShard',
      sort: 'deadline',
      shards: deadlineShards,
      newestFirst: false,
      ...list.deadline,
    }
  }
  return {
    index: 'attention',
    shard: 'attentionShard',
    sort: 'attention',
    shards: attentionShards,
    newestFirst: false,
  }
}

type Shards = Omit<IndexQuery, 'partition' | 'limit'> & { readonly shards: readonly string[] }

/** The first of all shards together. Each is asked for as many as are wanted, since one may hold all of them. */
async function merged(table: Table, { shards, ...query }: Shards, limit: number): Promise<Row[]> {
  const found = await Promise.all(
    shards.map((partition) => queryIndex(table, { ...query, partition, limit })),
  )
  const before = query.newestFirst ? -1 : 1
  return found.flat().sort((a, b) => (sortOf(a, query) < sortOf(b, query) ? -before : before))
}

function sortOf(row: Row, { sort }: Pick<IndexQuery, 'sort'>): string {
  return row[sort]?.S ?? ''
}
