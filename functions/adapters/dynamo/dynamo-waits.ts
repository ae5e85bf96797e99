import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { reach } from '../reach.ts'
import type { Wait, Waits } from '../waits.ts'
import { keys } from './keys.ts'
import { body, bodyOf, type Table } from './table.ts'

const waitSchema = z.object({
  reference: z.string(),
  key: z.string(),
  token: z.string(),
  execution: z.string(),
}) satisfies z.ZodType<Wait>

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
