import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { firstWordWith, searchWordsOf, shortestWord } from '#workflows/board/search-words.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { CaseStore, CaseSummary } from '../case-store.ts'
import { reach } from '../reach.ts'
import { keys, searchPartition } from './keys.ts'
import { caseSummaries } from './summaries.ts'
import { type Row, type Table, text } from './table.ts'

/**
 * The rows by which a case is found by its words: one for each, in the partition of its first letters. They are written with
 * the entry that brings the words and never change. One that a revision made untrue stays and is passed over, since whatever is
 * found is read again from the head. Whoever erases an applicant's data has to delete those of the name and the organisation.
 */
export function searchRows(before: ProposalState | null, after: ProposalState): Row[] {
  const known = new Set(before === null ? [] : searchWordsOf(before))
  const { reference, submittedAt } = after
  return searchWordsOf(after)
    .filter((word) => !known.has(word))
    .map((word) => keys.searchWord(word, { submittedAt, reference }))
}

/** Cases with a word that begins so: whole words first, then the newest. The cursor is the last row that was looked at. */
export async function searchCases(
  table: Table,
  { word, limit, cursor }: { word: string; limit: number; cursor?: string | undefined },
): ReturnType<CaseStore['list']> {
  if (word.length < shortestWord) return { cases: [] }
  const partition = searchPartition(word)
  const after = cursor === undefined ? undefined : readCursor(cursor, word)
  const command = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'PK = :partition AND begins_with(SK, :word)',
    ExpressionAttributeValues: { ':partition': text(partition), ':word': text(word) },
    Limit: limit,
    // Rows of other words are no place to go on from.
    ...(after?.startsWith(word) === true
      ? { ExclusiveStartKey: { PK: text(partition), SK: text(after) } }
      : {}),
  })
  const { Items = [], LastEvaluatedKey } = await reach(table.client.send(command))
  const found = Items.flatMap((row) => readRow(row) ?? [])
  const { cases, unreadable } = await caseSummaries(
    table,
    found.map(({ reference }) => reference),
  )
  const last = LastEvaluatedKey?.['SK']?.S
  return {
    cases: shownOnce(found, cases, word),
    unreadable,
    cursor: last === undefined ? undefined : Buffer.from(last).toString('base64url'),
  }
}

interface Found {
  readonly word: string
  readonly reference: string
}

/** A case is found by each of its words that begin so, and shown by the first of them. */
function shownOnce(found: readonly Found[], cases: readonly CaseSummary[], prefix: string): CaseSummary[] {
  const byReference = new Map(cases.map((summary) => [summary.reference, summary]))
  return found.flatMap(({ word, reference }) => {
    const summary = byReference.get(reference)
    if (summary === undefined) return []
    return firstWordWith(prefix, searchWordsOf(summary.state)) === word ? [summary] : []
  })
}

function readRow(row: Row): Found | undefined {
  const [, word, reference] = /^([^#]+)#\d+#(.+)$/.exec(row['SK']?.S ?? '') ?? []
  return word === undefined || reference === undefined ? undefined : { word, reference }
}

/** The sort key of a row from which this search can go on; anything else begins anew. */
function readCursor(cursor: string, word: string): string | undefined {
  const row = Buffer.from(cursor, 'base64url').toString()
  return row.startsWith(word) && /^[^#]{1,200}#\d{13}#[\w-]{1,64}$/.test(row) ? row : undefined
}
