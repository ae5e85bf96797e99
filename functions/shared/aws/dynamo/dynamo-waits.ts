import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { reach } from '#functions/shared/ports/reach.ts'
import { type Waits, waitSchema } from '#functions/shared/ports/waits.ts'
import { keys } from './keys.ts'
import { body, bodyOf, type Table } from './table.ts'

/** What the workflow waits for, one row for each case. */
export function dynamoWaits({ client, name }: Table): Waits {
  return {
    async put(wait) {
      const item = { ...keys.wait(wait.reference), ...body(wait) }
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item })))
    },
    async find(reference) {
      const command = new GetItemCommand({ TableName: name, Key: keys.wait(reference), ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      return row === undefined ? undefined : waitSchema.parse(bodyOf(row))
    },
  }
}
