import * as z from 'zod'
import type { Appended, CaseStore, OpenCase } from '#functions/shared/ports/case-store.ts'
import { headNow, keptHead, unlessTorn } from '#functions/shared/ports/head.ts'
import { logAbout } from '#functions/shared/ports/log.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { type Revision, revisionSchema } from '#workflows/proposal/revision.ts'
import { type Database, Moved } from './database.ts'
import { parsedOnce, readOnce } from './parsed-once.ts'
import { append, dueColumns } from './sqlite-append.ts'
import { listCases } from './sqlite-lists.ts'

const headRow = z.object({ head: z.string() })
const bodyRow = z.object({ body: z.string() })
const answerRow = z.object({ answer: z.string(), expires: z.number() })
const referenceRow = z.object({ reference: z.string() })

export interface CasesOptions {
  readonly now: () => Date
  /** Called after each append that was committed. */
  readonly committed?: () => void
}

/** Cases in the machine's database. Every write is conditional, and every row is parsed when it is read. */
export function sqliteCases(database: Database, { now, committed }: CasesOptions): CaseStore {
  const { sql } = database
  const headIn = parsedOnce((text) => keptHead(JSON.parse(text)), 200, database)
  const ledgerOf = readOnce<Entry>(
    (reference, last) =>
      sql.all`SELECT body FROM entries WHERE reference = ${reference} AND sequence > ${last?.sequence ?? 0}
        ORDER BY sequence`.map((row) => parseEntry(JSON.parse(bodyRow.parse(row).body))),
    100,
    database,
  )
  const entries = (reference: string): Promise<readonly Entry[]> =>
    unlessTorn(reference, () => ledgerOf(reference))
  const find = async (reference: string): Promise<OpenCase | undefined> => {
    logAbout(reference)
    const row = sql.get`SELECT head FROM cases WHERE reference = ${reference}`
    if (row === undefined) return undefined
    return unlessTorn(reference, () => headNow(headIn(headRow.parse(row).head), () => entries(reference)))
  }
  const revision = async (reference: string, number: number): Promise<Revision | undefined> => {
    const row = sql.get`SELECT body FROM revisions WHERE reference = ${reference} AND revision = ${number}`
    if (row === undefined) return undefined
    return unlessTorn(reference, () => revisionSchema.parse(JSON.parse(bodyRow.parse(row).body)))
  }
  return {
    find,
    // Nothing is won by reading together in the process; each part is read when it is asked for.
    read: async (reference) => ({
      open: () => find(reference),
      entries: () => entries(reference),
      revision: (number) => revision(reference, number),
    }),
    async append(facts) {
      const appended = unlessMoved(() => database.transact(() => append(database, facts, now())))
      if (appended === 'appended') committed?.()
      return appended
    },
    entries,
    revision,
    async answerTo(key) {
      const row = sql.get`SELECT answer, expires FROM requests WHERE key_digest = ${digestOfBytes(key)}`
      if (row === undefined) return undefined
      const { answer, expires } = answerRow.parse(row)
      return expires > now().getTime() ? JSON.parse(answer) : undefined
    },
    async due(at, limit, to = 'clock') {
      return sql.all`SELECT reference FROM cases WHERE due_to = ${to} AND due <= ${at.toISOString()}
        ORDER BY due LIMIT ${limit}`.map((row) => referenceRow.parse(row).reference)
    },
    async reschedule({ state, tip }, due) {
      const { due_to, due_at } = dueColumns(due)
      const { changes } = sql.run`UPDATE cases SET due_to = ${due_to}, due = ${due_at}
        WHERE reference = ${state.reference} AND version = ${tip.sequence}`
      return Number(changes) === 1 ? 'appended' : 'moved'
    },
    list: async (page) => listCases(database, page),
  }
}

function unlessMoved(write: () => void): Appended {
  try {
    write()
    return 'appended'
  } catch (error) {
    if (error instanceof Moved) return 'moved'
    throw error
  }
}
