import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { Endpoints } from '#functions/shared/ports/endpoints.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { keys } from './keys.ts'
import { bodyOf, type Table } from './table.ts'

const rowSchema = z.object({ disabled: z.boolean() })

export function dynamoEndpoints({ client, name }: Table): Endpoints {
  return {
    async isDisabled(url) {
      const command = new GetItemCommand({ TableName: name, Key: keys.endpoint(url), ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      return row !== undefined && rowSchema.parse(bodyOf(row)).disabled
    },
  }
}
