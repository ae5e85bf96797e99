import { setTimeout as sleep } from 'node:timers/promises'
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb'
import type { CaseSummary } from '../case-store.ts'
import { reach } from '../reach.ts'
import { openCase, updatedIn } from './head-row.ts'
import { keys, referenceIn } from './keys.ts'
import type { Row, Table } from './table.ts'

/** The heads of the rows that an index found, in its order. A case that moved on since is shown as it is now. */
export async function summaries(table: Table, rows: readonly Row[]): Promise<CaseSummary[]> {
  return caseSummaries(
    table,
    rows.flatMap((row) => referenceIn(row) ?? []),
  )
}

export async function caseSummaries(table: Table, references: readonly string[]): Promise<CaseSummary[]> {
  const distinct = [...new Set(references)]
  const heads = new Map<string, CaseSummary>()
  for (let start = 0; start < distinct.length; start += 100) {
    for (const row of await batchGet(table, distinct.slice(start, start + 100))) {
      const { state, tip } = openCase(row)
      heads.set(state.reference, {
        reference: state.reference,
        state,
        tip,
        updated: updatedIn(row).split('#', 1)[0] ?? '',
      })
    }
  }
  return references.flatMap((reference) => heads.get(reference) ?? [])
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
