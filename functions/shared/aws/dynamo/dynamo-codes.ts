import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import {
  type CodePlace,
  type Codes,
  codeHash,
  codeValidFor,
  type EarlierCode,
  earlierCodesSchema,
  isAmong,
  mostTries,
  outlivingCodes,
} from '#functions/shared/ports/codes.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { isWritten } from './is-written.ts'
import { keys } from './keys.ts'
import { cleanUpAfter, number, numberIn, type Row, type Table, text } from './table.ts'

/** Milliseconds. */
const validFor = codeValidFor * 1_000

/** Signing codes in the table, as HMACs. */
export function dynamoCodes(table: Table, key: () => Promise<string>, random: Random): Codes {
  const { client, name } = table
  return {
    async issue(place, now) {
      const before = await rowOf(table, place)
      const code = random.code()
      const until = new Date(now.getTime() + validFor)
      const item = {
        ...keys.code(place.reference, place.place),
        ...cleanUpAfter(until),
        hash: text(codeHash(await key(), place, code)),
        earlier: text(JSON.stringify(before === undefined ? [] : outlivingCodes(codesIn(before), now))),
        tries: number(0),
        until: number(until.getTime()),
      }
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item })))
      return code
    },
    async check(place, code, now) {
      const row = await countTry(table, place, now)
      if (row === undefined) return { result: await whyNot(table, place, now) }
      const isRight = isAmong(codesIn(row), codeHash(await key(), place, code), now)
      return isRight ? { result: 'right', hash: row['hash']?.S ?? '' } : { result: 'wrong' }
    },
    async use({ reference, place }, hash) {
      const command = new DeleteItemCommand({
        TableName: name,
        Key: keys.code(reference, place),
        ConditionExpression: '#hash = :hash',
        ExpressionAttributeNames: { '#hash': 'hash' },
        ExpressionAttributeValues: { ':hash': text(hash) },
      })
      return await isWritten(client.send(command))
    },
  }
}

/** All that may still work, the newest last; rows of earlier releases have that one alone. */
function codesIn(row: Row): EarlierCode[] {
  const earlier = earlierCodesSchema.parse(JSON.parse(row['earlier']?.S ?? '[]'))
  return [...earlier, { hash: row['hash']?.S ?? '', until: numberIn(row, 'until') }]
}

/** The try is counted before it is looked at and on condition, so that any number of guesses at once is still five. */
async function countTry(
  { client, name }: Table,
  { reference, place }: CodePlace,
  now: Date,
): Promise<Row | undefined> {
  const command = new UpdateItemCommand({
    TableName: name,
    Key: keys.code(reference, place),
    UpdateExpression: 'ADD #tries :one',
    ConditionExpression: '#tries < :most AND #until > :now',
    ExpressionAttributeNames: { '#tries': 'tries', '#until': 'until' },
    ExpressionAttributeValues: {
      ':one': number(1),
      ':most': number(mostTries),
      ':now': number(now.getTime()),
    },
    ReturnValues: 'ALL_NEW',
  })
  try {
    return (await reach(client.send(command))).Attributes
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined
    throw error
  }
}

async function whyNot(table: Table, place: CodePlace, now: Date): Promise<'locked' | 'expired'> {
  const row = await rowOf(table, place)
  return row !== undefined && numberIn(row, 'until') > now.getTime() ? 'locked' : 'expired'
}

async function rowOf({ client, name }: Table, { reference, place }: CodePlace): Promise<Row | undefined> {
  const command = new GetItemCommand({
    TableName: name,
    Key: keys.code(reference, place),
    ConsistentRead: true,
  })
  return (await reach(client.send(command))).Item
}
