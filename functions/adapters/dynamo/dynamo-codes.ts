import { createHmac, timingSafeEqual } from 'node:crypto'
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { type CodePlace, type Codes, codeValidFor } from '../codes.ts'
import type { Random } from '../random.ts'
import { reach } from '../reach.ts'
import { keys } from './keys.ts'
import { cleanUpAfter, number, numberIn, type Row, type Table, text } from './table.ts'

/** Milliseconds. */
const validFor = codeValidFor * 1_000
const mostTries = 5

/** Signing codes in the table, as HMACs: a million codes are soon tried out, so the key is not in the table. */
export function dynamoCodes(table: Table, key: string, random: Random): Codes {
  const { client, name } = table
  const hashOf = ({ reference, signatory, email }: CodePlace, code: string) =>
    createHmac('sha256', key).update(`${reference}|${signatory}|${email.toLowerCase()}|${code}`).digest('hex')
  return {
    async issue(place, now) {
      const code = random.code()
      const until = new Date(now.getTime() + validFor)
      const item = {
        ...keys.code(place.reference, place.signatory),
        ...cleanUpAfter(until),
        hash: text(hashOf(place, code)),
        tries: number(0),
        until: number(until.getTime()),
      }
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item })))
      return code
    },
    async check(place, code, now) {
      const row = await countTry(table, place, now)
      if (row === undefined) return { result: await whyNot(table, place, now) }
      const [kept, given] = [row['hash']?.S ?? '', hashOf(place, code)]
      const isRight = kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given))
      return isRight ? { result: 'right', hash: kept } : { result: 'wrong' }
    },
  }
}

/** The try is counted before it is looked at and on condition, so that any number of guesses at once is still five. */
async function countTry(
  { client, name }: Table,
  { reference, signatory }: CodePlace,
  now: Date,
): Promise<Row | undefined> {
  const command = new UpdateItemCommand({
    TableName: name,
    Key: keys.code(reference, signatory),
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

async function whyNot(
  { client, name }: Table,
  { reference, signatory }: CodePlace,
  now: Date,
): Promise<'locked' | 'expired'> {
  const key = keys.code(reference, signatory)
  const row = (
    await reach(client.send(new GetItemCommand({ TableName: name, Key: key, ConsistentRead: true })))
  ).Item
  return row !== undefined && numberIn(row, 'until') > now.getTime() ? 'locked' : 'expired'
}
