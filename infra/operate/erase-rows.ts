import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { keys } from '#functions/adapters/dynamo/keys.ts'
import { body, bodyOf, type Row, type Table, text } from '#functions/adapters/dynamo/table.ts'
import { searchWordsOf } from '#workflows/board/search-words.ts'
import { claimSchema } from '#workflows/links/claim.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { applicantOf } from '#workflows/proposal/evolve-parts.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { type ProposalState, startupSignatory } from '#workflows/proposal/state.ts'

/** Whether what stands beside an entry is the applicant's. What city people leave with their signatures stays: they act in office. */
export function isOfApplicant(entry: Entry): boolean {
  if (entry.personal === undefined) return false
  return entry.type !== 'ContractSigned' || entry.data.id === startupSignatory
}

/**
 * Takes the personal part from beside an entry. The hashed part, which has its digest, stays as it is. No function has the
 * right to do this; whoever calls it acts with an operator's.
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
 * Deletes the links that were sent to the applicant; answers how many. Links are found by nothing but their token, so every row
 * is looked at: about a minute for a hundred thousand cases.
 */
export async function deleteLinks({ client, name }: Table, reference: string): Promise<number> {
  let deleted = 0
  let next: Row | undefined
  do {
    const found = await client.send(
      new ScanCommand({
        TableName: name,
        FilterExpression: 'begins_with(PK, :link) AND contains(#body, :reference)',
        ExpressionAttributeNames: { '#body': 'body' },
        ExpressionAttributeValues: { ':link': text('link#'), ':reference': text(reference) },
        ...(next === undefined ? {} : { ExclusiveStartKey: next }),
      }),
    )
    for (const row of found.Items ?? []) {
      const claim = claimSchema.parse(bodyOf(row))
      const isTheirs =
        claim.opens === 'confirm' ||
        claim.opens === 'track' ||
        (claim.opens === 'sign' && claim.signatory === startupSignatory)
      const { PK, SK } = row
      if (!isTheirs || PK === undefined || SK === undefined) continue
      await client.send(new DeleteItemCommand({ TableName: name, Key: { PK, SK } }))
      deleted += 1
    }
    next = found.LastEvaluatedKey
  } while (next !== undefined)
  return deleted
}
