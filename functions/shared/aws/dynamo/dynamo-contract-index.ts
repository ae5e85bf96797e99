import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { readCursor, writeCursor } from '#functions/shared/ports/board-places.ts'
import {
  type ContractIndex,
  contractPlaceSchema,
  releasedContractSchema,
} from '#functions/shared/ports/contract-index.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { keys, releases } from './keys.ts'
import { bodyOf, type Table, text } from './table.ts'

/**
 * The index in the table. Published contracts are one partition: a city signs a few a week, and a page of them is one query,
 * however many there are.
 */
export function dynamoContractIndex({ client, name }: Table): ContractIndex {
  return {
    async find(mark) {
      const command = new GetItemCommand({
        TableName: name,
        Key: keys.contractMark(mark),
        ConsistentRead: true,
      })
      const row = (await reach(client.send(command))).Item
      return row === undefined ? undefined : contractPlaceSchema.parse(bodyOf(row))
    },
    async released({ limit, cursor }) {
      const before = readCursor(cursor)
      const command = new QueryCommand({
        TableName: name,
        KeyConditionExpression: `PK = :releases${before === undefined ? '' : ' AND SK < :before'}`,
        ExpressionAttributeValues: {
          ':releases': text(releases),
          ...(before === undefined ? {} : { ':before': text(before) }),
        },
        ScanIndexForward: false,
        Limit: limit + 1,
      })
      const rows = (await reach(client.send(command))).Items ?? []
      const page = rows.slice(0, limit)
      const last = page.at(-1)?.['SK']?.S
      return {
        contracts: page.map((row) => releasedContractSchema.parse(bodyOf(row))),
        cursor: rows.length > limit && last !== undefined ? writeCursor(last) : undefined,
      }
    },
  }
}
