import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  QueryCommand,
  type QueryCommandOutput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { searchWordsOf } from '#workflows/board/search-words.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { applicantOf } from '#workflows/proposal/evolve-parts.ts'
import { type Revision, revisionSchema } from '#workflows/proposal/revision.ts'
import { type ProposalState, startupSignatory } from '#workflows/proposal/state.ts'
import { keys, linksOf, referenceIn } from '../adapters/dynamo/keys.ts'
import { body, bodyOf, type Row, type Table, text } from '../adapters/dynamo/table.ts'

/** Whether what stands beside an entry is the applicant's. What city people leave with their signatures stays: they act in office. */
export function isOfApplicant(entry: Entry): boolean {
  if (entry.personal === undefined) return false
  return entry.type !== 'ContractSigned' || entry.data.id === startupSignatory
}

/**
 * Takes the personal part from beside an entry. The hashed part, which has its digest, stays as it is. No function has the
 * right to do this but `retention`; whoever else calls it acts with an operator's.
 */
export async function eraseBesideEntry(
  { client, name }: Table,
  reference: string,
  sequence: number,
): Promise<void> {
  const Key = keys.entry(reference, sequence)
  const { Item: row } = await client.send(new GetItemCommand({ TableName: name, Key, ConsistentRead: true }))
  if (row === undefined) throw new Error(`The ledger of ${reference} has no entry ${sequence}`)
  const { personal: _erased, ...rest } = z.looseObject({}).parse(bodyOf(row))
  await client.send(
    new UpdateItemCommand({
      TableName: name,
      Key,
      UpdateExpression: 'SET #body = :body',
      // One that somebody changed meanwhile is not overwritten.
      ConditionExpression: '#body = :before',
      ExpressionAttributeNames: { '#body': 'body' },
      ExpressionAttributeValues: { ':body': text(JSON.stringify(rest)), ':before': row['body'] ?? text('') },
    }),
  )
}

/**
 * Deletes the rows by which the case is found by its applicant: of every name and organisation that an entry has beside it. To
 * be done while they still stand there.
 */
export async function deleteSearchWords(
  { client, name }: Table,
  state: ProposalState,
  entries: readonly Entry[],
): Promise<void> {
  const kept = new Set(searchWordsOf({ ...state, applicant: null }))
  const words = entries
    .filter(({ type }) => type === 'ProposalSubmitted' || type === 'ProposalRevised')
    .flatMap((entry) => searchWordsOf({ ...state, applicant: applicantOf(entry) }))
  for (const word of new Set(words)) {
    if (kept.has(word)) continue
    await client.send(new DeleteItemCommand({ TableName: name, Key: keys.searchWord(word, state) }))
  }
}

export async function eraseInRevision({ client, name }: Table, revision: Revision): Promise<void> {
  const { reference, revision: number } = revision
  await client.send(
    new PutItemCommand({
      TableName: name,
      Item: { ...keys.revision(reference, number), ...body({ ...revision, personal: null }) },
      ConditionExpression: 'attribute_exists(PK)',
    }),
  )
}

/**
 * Which of these files other cases have too: before files were copied to the case that has them, two cases could share one. Reads
 * every revision that there is, and is asked for such earlier files alone.
 */
export async function filesOfOthers(
  { client, name }: Table,
  reference: string,
  fileIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const shared = new Set<string>()
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      ConsistentRead: true,
      FilterExpression: 'begins_with(SK, :revision)',
      ExpressionAttributeValues: { ':revision': text('revision#') },
    },
  )
  for await (const { Items } of pages) {
    for (const row of Items ?? []) {
      if (referenceIn(row) === reference) continue
      const { files, personal } = revisionSchema.pick({ files: true, personal: true }).parse(bodyOf(row))
      // One that was erased has nothing any more.
      if (personal === null) continue
      for (const { fileId } of files) if (fileIds.includes(fileId)) shared.add(fileId)
    }
  }
  return shared
}

/** Deletes the links that were sent to the applicant, by the list that the case has of them; answers how many. */
export async function deleteLinks({ client, name }: Table, reference: string): Promise<number> {
  let deleted = 0
  let next: Row | undefined
  do {
    const found: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'PK = :links',
        ExpressionAttributeValues: { ':links': text(linksOf(reference)) },
        ConsistentRead: true,
        ...(next === undefined ? {} : { ExclusiveStartKey: next }),
      }),
    )
    for (const { PK, SK } of found.Items ?? []) {
      if (PK === undefined || SK?.S === undefined) continue
      await client.send(new DeleteItemCommand({ TableName: name, Key: keys.linkUnder(SK.S) }))
      // Last, so that a run which dies finds it again.
      await client.send(new DeleteItemCommand({ TableName: name, Key: { PK, SK } }))
      deleted += 1
    }
    next = found.LastEvaluatedKey
  } while (next !== undefined)
  return deleted
}
