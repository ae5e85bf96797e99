import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { PersonalRows } from '#functions/shared/ports/personal-rows.ts'
import { revisionSchema } from '#workflows/proposal/revision.ts'
import { keys, linksOf, referenceIn, unsentFormsOf } from './keys.ts'
import { scan } from './scan.ts'
import { body, bodyOf, type Row, type Table, text } from './table.ts'

/** Personal data in the table. Whoever else than `retention` calls it acts with an operator's rights. */
export function dynamoPersonalRows(table: Table): PersonalRows {
  const { client, name } = table
  return {
    async eraseBesideEntry(reference, sequence) {
      const Key = keys.entry(reference, sequence)
      const { Item: row } = await client.send(
        new GetItemCommand({ TableName: name, Key, ConsistentRead: true }),
      )
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
          ExpressionAttributeValues: {
            ':body': body(rest).body,
            ':before': row['body'] ?? text(''),
          },
        }),
      )
    },
    async deleteSearchWords(state, words) {
      for (const word of words) {
        await client.send(new DeleteItemCommand({ TableName: name, Key: keys.searchWord(word, state) }))
      }
    },
    async eraseInRevision(revision) {
      const { reference, revision: number } = revision
      await client.send(
        new PutItemCommand({
          TableName: name,
          Item: { ...keys.revision(reference, number), ...body({ ...revision, personal: null }) },
          ConditionExpression: 'attribute_exists(PK)',
        }),
      )
    },
    async filesOfOthers(reference, fileIds) {
      const shared = new Set<string>()
      const revisions = scan(table, {
        FilterExpression: 'begins_with(SK, :revision)',
        ExpressionAttributeValues: { ':revision': text('revision#') },
      })
      for await (const row of revisions) {
        if (referenceIn(row) === reference) continue
        const { files, personal } = revisionSchema.pick({ files: true, personal: true }).parse(bodyOf(row))
        // One that was erased has nothing any more.
        if (personal === null) continue
        for (const { fileId } of files) if (fileIds.includes(fileId)) shared.add(fileId)
      }
      return shared
    },
    deleteLinks: (reference) => deleteListed(linksOf(reference), keys.linkUnder),
    deleteUnsent: (mailbox) => deleteListed(unsentFormsOf(mailbox), keys.unsent),
  }

  /** Deletes the rows that a partition lists by their digests, and the list with them. */
  async function deleteListed(
    partition: string,
    keyOf: (digest: string) => ReturnType<typeof keys.unsent>,
  ): Promise<number> {
    let deleted = 0
    let next: Row | undefined
    do {
      const found: QueryCommandOutput = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'PK = :listed',
          ExpressionAttributeValues: { ':listed': text(partition) },
          ConsistentRead: true,
          ...(next === undefined ? {} : { ExclusiveStartKey: next }),
        }),
      )
      for (const { PK, SK } of found.Items ?? []) {
        if (PK === undefined || SK?.S === undefined) continue
        await client.send(new DeleteItemCommand({ TableName: name, Key: keyOf(SK.S) }))
        // Last, so that a run which dies finds it again.
        await client.send(new DeleteItemCommand({ TableName: name, Key: { PK, SK } }))
        deleted += 1
      }
      next = found.LastEvaluatedKey
    } while (next !== undefined)
    return deleted
  }
}
