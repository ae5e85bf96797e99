import { setTimeout as sleep } from 'node:timers/promises'
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb'
import type {
  CaseSummary,
  CasesOfPage,
  OpenCase,
  UnreadableCase,
} from '#functions/shared/ports/case-store.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { openCase, updatedIn } from './head-row.ts'
import { keys, referenceIn } from './keys.ts'
import type { Row, Table } from './table.ts'

type Heads = Required<Pick<CasesOfPage, 'cases' | 'unreadable'>>

/** The heads of the rows that an index found, in its order. A case that moved on since is shown as it is now. */
export async function summaries(table: Table, rows: readonly Row[]): Promise<Heads> {
  return caseSummaries(
    table,
    rows.flatMap((row) => referenceIn(row) ?? []),
  )
}

export async function caseSummaries(table: Table, references: readonly string[]): Promise<Heads> {
  const distinct = [...new Set(references)]
  const heads = new Map<string, CaseSummary>()
  const unreadable: UnreadableCase[] = []
  for (let start = 0; start < distinct.length; start += 100) {
    for (const row of await batchGet(table, distinct.slice(start, start + 100))) {
      const reference = referenceIn(row) ?? ''
      const updated = updatedIn(row).split('#', 1)[0] ?? ''
      const head = readHead(row)
      if (head === undefined) unreadable.push({ reference, updated })
      else heads.set(reference, { reference, ...head, updated })
    }
  }
  return { cases: references.flatMap((reference) => heads.get(reference) ?? []), unreadable }
}

/** Undefined for a head that is torn, which must not take the others of its list away. */
function readHead(row: Row): OpenCase | undefined {
  try {
    return openCase(row)
  } catch {
    return undefined
  }
}

async function batchGet({ client, name }: Table, references: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  let wanted: Row[] = references.map((reference) => keys.head(reference))
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    // What is left over was too much at once, or the table is overloaded: ask again, ever more slowly.
    if (attempt > 0) await sleep(Math.min(1_000, 20 * 2 ** attempt))
    const command = new BatchGetItemCommand({
      RequestItems: { [name]: { Keys: [...wanted], ConsistentRead: true } },
    })
    const found = await reach(client.send(command))
    rows.push(...(found.Responses?.[name] ?? []))
    wanted = found.UnprocessedKeys?.[name]?.Keys ?? []
  }
  return rows
}
