import { DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Random } from '#functions/shared/ports/random.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import {
  answeredFor,
  type SignInRequest,
  type SignIns,
  signInRequestSchema,
} from '#functions/shared/ports/sign-ins.ts'
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
  const put = async (key: Row, request: SignInRequest): Promise<void> => {
    const end = new Date(new Date(request.at).getTime() + answeredFor(request) * 1_000)
    const Item = { ...key, ...cleanUpAfter(end), ...body(request) }
    await reach(client.send(new PutItemCommand({ TableName: name, Item })))
  }
  return {
    ask: (request) => put(keys.signIn(request.at, random.id()), request),
    askAgain: (request) => put(keys.signInAgain(request.at, random.id()), request),
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
      return fulfilled(await Promise.allSettled(rows.map(taken))).flat()
    },
  }
}

/** What was deleted is nowhere else: one row that cannot be deleted, and stays, may not lose it. */
function fulfilled<T>(results: readonly PromiseSettledResult<T>[]): T[] {
  const values = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failure = results.find((result) => result.status === 'rejected')
  if (values.length === 0 && failure !== undefined) throw failure.reason
  return values
}
