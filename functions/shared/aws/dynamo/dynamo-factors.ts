import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { encrypter, type Factors, keptFactor } from '#functions/shared/ports/factors.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import { isWritten } from './is-written.ts'
import { keys } from './keys.ts'
import { number, numberIn, type Table, text } from './table.ts'

/** Second factors in the table, encrypted by a key that is not in it. */
export function dynamoFactors({ client, name }: Table, key: () => Promise<string>): Factors {
  const by = encrypter(key)
  const rowOf = async (email: string) => {
    const Key = keys.factor(memberDigest(email))
    const command = new GetItemCommand({ TableName: name, Key, ConsistentRead: true })
    const row = (await reach(client.send(command))).Item
    return row && { body: row['sealed']?.S ?? '', version: numberIn(row, 'version') }
  }
  const write = async (email: string, body: string, over: number) => {
    const command = new PutItemCommand({
      TableName: name,
      Item: { ...keys.factor(memberDigest(email)), sealed: text(body), version: number(over + 1) },
      ...(over === 0
        ? { ConditionExpression: 'attribute_not_exists(PK)' }
        : {
            ConditionExpression: '#version = :over',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':over': number(over) },
          }),
    })
    return await isWritten(client.send(command))
  }
  return {
    ...by,
    async find(email) {
      const row = await rowOf(email)
      return row && (await keptFactor(by, email, row))
    },
    put: async (email, factor, over) => write(email, await by.encrypt(email, JSON.stringify(factor)), over),
    async reset(email, enrolment) {
      // A code that is used meanwhile writes the row as well: once more, over that.
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const row = await rowOf(email)
        if (row === undefined) return false
        if (await write(email, JSON.stringify(enrolment), row.version)) return true
      }
      throw new Error('A second factor is written by others all the time')
    },
    async remove(email) {
      const Key = keys.factor(memberDigest(email))
      const command = new DeleteItemCommand({ TableName: name, Key, ReturnValues: 'ALL_OLD' })
      return (await reach(client.send(command))).Attributes !== undefined
    },
  }
}
