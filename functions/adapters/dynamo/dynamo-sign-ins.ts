import { DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Random } from '../random.ts'
import { reach } from '../reach.ts'
import { type SignInRequest, type SignIns, signInOpenFor, signInRequestSchema } from '../sign-ins.ts'
import { keys, signIns } from './keys.ts'
import { body, bodyOf, cleanUpAfter, type Row, type Table, text } from './table.ts'

/** Requests that are taken in one go; the rest waits for the next. */
const atOnce = 50

/** Requests to sign in, all in one partition: there are few, and each stays for seconds. */
export function dynamoSignIns({ client, name }: Table, random: Random): SignIns {
  /** Whoever deletes the row has it: the relay and the clock may look at once. */
  const taken = async ({ PK, SK }: Row): Promise<SignInRequest[]> => {
    if (PK === undefined || SK === undefined) return []
    const command = new DeleteItemCommand({ TableName: name, Key: { PK, SK }, ReturnValues: 'ALL_OLD' })
    const row = (await reach(client.send(command))).Attributes
    return row === undefined ? [] : [signInRequestSchema.parse(bodyOf(row))]
  }
  return {
    async ask(request) {
      const end = new Date(new Date(request.at).getTime() + signInOpenFor * 1_000)
      const Item = { ...keys.signIn(request.at, random.id()), ...cleanUpAfter(end), ...body(request) }
      await reach(client.send(new PutItemCommand({ TableName: name, Item })))
    },
    async take() {
      const command = new QueryCommand({
        TableName: name,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'PK' },
        ExpressionAttributeValues: { ':partition': text(signIns) },
        ConsistentRead: true,
        Limit: atOnce,
      })
      const rows = (await reach(client.send(command))).Items ?? []
      return (await Promise.all(rows.map(taken))).flat()
    },
  }
}
