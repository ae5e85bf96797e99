import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { encrypter, type Factors, factorIn } from '#functions/shared/ports/factors.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import { isWritten } from './is-written.ts'
import { keys } from './keys.ts'
import { number, numberIn, type Table, text } from './table.ts'

/** Second factors in the table, encrypted by a key that is not in it. */
export function dynamoFactors({ client, name }: Table, key: () => Promise<string>): Factors {
  const by = encrypter(key)
  return {
    ...by,
    async find(email) {
      const Key = keys.factor(memberDigest(email))
      const command = new GetItemCommand({ TableName: name, Key, ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      if (row === undefined) return undefined
      return {
        factor: await factorIn(by, email, row['sealed']?.S ?? ''),
        version: numberIn(row, 'version'),
      }
    },
    async put(email, factor, over) {
      const sealed = text(await by.encrypt(email, JSON.stringify(factor)))
      const command = new PutItemCommand({
        TableName: name,
        Item: { ...keys.factor(memberDigest(email)), sealed, version: number(over + 1) },
        ...(over === 0
          ? { ConditionExpression: 'attribute_not_exists(PK)' }
          : {
              ConditionExpression: '#version = :over',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':over': number(over) },
            }),
      })
      return await isWritten(client.send(command))
    },
    async remove(email) {
      const Key = keys.factor(memberDigest(email))
      const command = new DeleteItemCommand({ TableName: name, Key, ReturnValues: 'ALL_OLD' })
      return (await reach(client.send(command))).Attributes !== undefined
    },
  }
}
