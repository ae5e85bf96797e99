import * as z from 'zod'
import { readCursor, writeCursor } from '#functions/shared/ports/board-places.ts'
import type {
  CaseList,
  CasePage,
  CaseSummary,
  CasesOfPage,
  OpenCase,
  UnreadableCase,
} from '#functions/shared/ports/case-store.ts'
import { readWordCursor, shownOnce, writeWordCursor } from '#functions/shared/ports/found-words.ts'
import { readHead } from '#functions/shared/ports/head.ts'
import { shortestWord } from '#workflows/board/search-words.ts'
import type { Database } from './database.ts'

const caseRow = z.object({ reference: z.string(), head: z.string(), updated: z.string(), sort: z.string() })
type CaseRow = z.infer<typeof caseRow>
const wordRow = z.object({ word: z.string(), newest_first: z.string(), reference: z.string() })

/** Higher than every letter of what is sorted by. */
const highest = '~'

/** A page of cases. What a list sorts by is unique, so that of the last one shown is the cursor. A cursor that is none begins anew. */
export function listCases(database: Database, { limit, cursor, ...list }: CaseList & CasePage): CasesOfPage {
  if ('word' in list) return searchCases(database, { word: list.word, limit, cursor })
  const after = readCursor(cursor)
  const rows = rowsOf(database, list, { after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    ...summaries(page),
    cursor: rows.length > limit && last !== undefined ? writeCursor(last.sort) : undefined,
  }
}

interface ListPart {
  readonly after: string | undefined
  readonly limit: number
}

function rowsOf(database: Database, list: Exclude<CaseList, { word: string }>, part: ListPart): CaseRow[] {
  if ('open' in list) {
    return query(database, {
      ...part,
      sort: 'updated',
      where: 'open',
      is: list.open ? 1 : 0,
      newestFirst: true,
    })
  }
  if ('places' in list) {
    const newestFirst = list.newestFirst ?? false
    // Each place is asked for as many as are wanted, since one may hold all: an index serves each, however many cases there are.
    return list.places
      .flatMap((is) => query(database, { ...part, sort: 'place_since', where: 'place', is, newestFirst }))
      .sort((a, b) => (a.sort < b.sort === newestFirst ? 1 : -1))
      .slice(0, part.limit)
  }
  if ('deadline' in list) return query(database, { ...part, ...list.deadline, sort: 'deadline' })
  return query(database, { ...part, sort: 'attention' })
}

interface Query extends ListPart {
  readonly sort: 'updated' | 'place_since' | 'deadline' | 'attention'
  readonly where?: 'open' | 'place'
  readonly is?: string | number
  readonly newestFirst?: boolean
  /** ISO 8601; both included. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}

function query(
  database: Database,
  { sort, where, is, newestFirst = false, from = '', until = '', after, limit }: Query,
): CaseRow[] {
  const statement = `SELECT reference, head, updated, ${sort} AS sort FROM cases
    WHERE ${where === undefined ? '' : `${where} = ? AND`} ${sort} > ? AND ${sort} < ?
    ORDER BY ${sort} ${newestFirst ? 'DESC' : 'ASC'} LIMIT ?`
  const low = after === undefined || newestFirst ? from : after
  const high = after === undefined || !newestFirst ? until + highest : after
  const values = [...(is === undefined ? [] : [is]), low, high, limit]
  return database
    .prepared(statement)
    .all(...values)
    .map((row) => caseRow.parse(row))
}

/** Cases with a word that begins so: whole words first, then the newest. The cursor is the last row that was looked at. */
function searchCases(
  database: Database,
  { word, limit, cursor }: { word: string; limit: number; cursor?: string | undefined },
): CasesOfPage {
  if (word.length < shortestWord) return { cases: [] }
  const { sql } = database
  const [afterWord = '', afterTime = '', afterReference = ''] = readWordCursor(cursor, word)?.split('#') ?? []
  const found = sql.all`SELECT word, newest_first, reference FROM words
    WHERE word >= ${word} AND word < ${`${word}\u{10ffff}`}
      AND (word, newest_first, reference) > (${afterWord}, ${afterTime}, ${afterReference})
    ORDER BY word, newest_first, reference LIMIT ${limit}`.map((row) => wordRow.parse(row))
  const references = [...new Set(found.map(({ reference }) => reference))]
  const rows = references.flatMap((reference) => {
    const row = sql.get`SELECT reference, head, updated, updated AS sort FROM cases WHERE reference = ${reference}`
    return row === undefined ? [] : [caseRow.parse(row)]
  })
  const { cases, unreadable } = summaries(rows)
  const last = found.length === limit ? found.at(-1) : undefined
  return {
    cases: shownOnce(found, cases, word),
    unreadable,
    cursor:
      last === undefined ? undefined : writeWordCursor(`${last.word}#${last.newest_first}#${last.reference}`),
  }
}

/** A head that is torn must not take the others of its list away. */
function summaries(rows: readonly CaseRow[]): { cases: CaseSummary[]; unreadable: UnreadableCase[] } {
  const cases: CaseSummary[] = []
  const unreadable: UnreadableCase[] = []
  for (const row of rows) {
    const { reference } = row
    const updated = row.updated.split('#', 1)[0] ?? ''
    const head = headIn(row)
    if (head === undefined) unreadable.push({ reference, updated })
    else cases.push({ reference, ...head, updated })
  }
  return { cases, unreadable }
}

function headIn({ head }: CaseRow): OpenCase | undefined {
  try {
    return readHead(JSON.parse(head))
  } catch {
    return undefined
  }
}
