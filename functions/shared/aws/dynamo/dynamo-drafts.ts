import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { type Drafts, draftSchema, leftover } from '#functions/shared/ports/drafts.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { keys } from './keys.ts'
import { body, bodyOf, cleanUpAfter, type Table } from './table.ts'

/** Drafts in a partition of their own for each case, so that who may erase a draft may erase no entry. */
export function dynamoDrafts({ client, name }: Table): Drafts {
  return {
    async find(place) {
      const command = new GetItemCommand({ TableName: name, Key: keys.draft(place), ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      return row === undefined ? undefined : draftSchema.parse(bodyOf(row))
    },
    async save(place, draft) {
      const until = new Date(Date.parse(draft.at) + leftover)
      const item = { ...keys.draft(place), ...cleanUpAfter(until), ...body(draft) }
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item })))
    },
    async erase(place) {
      await reach(client.send(new DeleteItemCommand({ TableName: name, Key: keys.draft(place) })))
    },
  }
}
