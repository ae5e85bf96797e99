import type { CaseParts, OpenCase, ReadCase } from '#functions/shared/ports/case-store.ts'
import { headNow, keptHead, unlessTorn } from '#functions/shared/ports/head.ts'
import { logAbout } from '#functions/shared/ports/log.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { type Revision, revisionSchema } from '#workflows/proposal/revision.ts'
import { keys } from './keys.ts'
import { rowsBetween } from './rows-of-case.ts'
import { bodyOf, numberIn, type Row, type Table } from './table.ts'

/** Entries, head and revisions lie side by side in a case's partition, in this order (keys.ts). */
const lastKey = { ledger: 'head', papers: 'revision#~' } as const satisfies Record<CaseParts, string>

/** A query is no snapshot: entries may be read before, and the head after somebody's append. */
const mostReads = 3

/** A case by one query. It is asked again where the head came out newer than the ledger before it. */
export async function readCase(table: Table, reference: string, parts: CaseParts): Promise<ReadCase> {
  logAbout(reference)
  const range = { from: 'entry#', to: lastKey[parts] }
  let rows = await rowsBetween(table, reference, range)
  for (let reads = 1; isBehindHead(rows) && reads < mostReads; reads += 1) {
    rows = await rowsBetween(table, reference, range)
  }
  return readIn(rows, reference, parts)
}

function isBehindHead(rows: readonly Row[]): boolean {
  const head = rows.find(isHead)
  return head !== undefined && rows.filter(isEntry).length < numberIn(head, 'version')
}

function readIn(rows: readonly Row[], reference: string, parts: CaseParts): ReadCase {
  const entries = () => entriesIn(rows.filter(isEntry), reference)
  return {
    open: () => headIn(rows.find(isHead), reference, entries),
    entries,
    async revision(revision) {
      if (parts !== 'papers') throw new RangeError('Revisions were not read')
      const key = keys.revision(reference, revision).SK.S
      return revisionIn(
        rows.find((row) => row['SK']?.S === key),
        reference,
      )
    },
  }
}

/** @throws TornCase for a head that does not parse */
export async function headIn(
  row: Row | undefined,
  reference: string,
  entriesOf: () => Promise<readonly Entry[]>,
): Promise<OpenCase | undefined> {
  return row === undefined
    ? undefined
    : unlessTorn(reference, () => headNow(keptHead(bodyOf(row)), entriesOf))
}

/** @throws TornCase where one does not parse */
export function entriesIn(rows: readonly Row[], reference: string): Promise<Entry[]> {
  return unlessTorn(reference, () => rows.map((row) => parseEntry(bodyOf(row))))
}

/** @throws TornCase where it does not parse */
export async function revisionIn(row: Row | undefined, reference: string): Promise<Revision | undefined> {
  return row === undefined ? undefined : unlessTorn(reference, () => revisionSchema.parse(bodyOf(row)))
}

function isEntry(row: Row): boolean {
  return row['SK']?.S?.startsWith('entry#') ?? false
}

function isHead(row: Row): boolean {
  return row['SK']?.S === 'head'
}
