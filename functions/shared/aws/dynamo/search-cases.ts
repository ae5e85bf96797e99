import { QueryCommand } from '@aws-sdk/client-dynamodb'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import {
  type FoundWord,
  newWords,
  readWordCursor,
  shownOnce,
  writeWordCursor,
} from '#functions/shared/ports/found-words.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { shortestWord } from '#workflows/board/search-words.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { keys, searchPartition } from './keys.ts'
import { caseSummaries } from './summaries.ts'
import { type Row, type Table, text } from './table.ts'

/** The rows by which a case is found by its words: one for each, in the partition of its first letters. */
export function searchRows(before: ProposalState | null, after: ProposalState): Row[] {
  return newWords(before, after).map((word) => keys.searchWord(word, after))
}

/** Cases with a word that begins so: whole words first, then the newest. The cursor is the last row that was looked at. */
export async function searchCases(
  table: Table,
  { word, limit, cursor }: { word: string; limit: number; cursor?: string | undefined },
): ReturnType<CaseStore['list']> {
  if (word.length < shortestWord) return { cases: [] }
  const partition = searchPartition(word)
  const after = readWordCursor(cursor, word)
  const command = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'PK = :partition AND begins_with(SK, :word)',
    ExpressionAttributeValues: { ':partition': text(partition), ':word': text(word) },
    Limit: limit,
    // Rows of other words are no place to go on from.
    ...(after === undefined ? {} : { ExclusiveStartKey: { PK: text(partition), SK: text(after) } }),
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
    cursor: last === undefined ? undefined : writeWordCursor(last),
  }
}

function readRow(row: Row): FoundWord | undefined {
  const [, word, reference] = /^([^#]+)#\d+#(.+)$/.exec(row['SK']?.S ?? '') ?? []
  return word === undefined || reference === undefined ? undefined : { word, reference }
}
