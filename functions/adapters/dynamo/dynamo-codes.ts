import { createHmac, timingSafeEqual } from 'node:crypto'
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { type CodePlace, type Codes, codeValidFor, type EarlierCode, outlivingCodes } from '../codes.ts'
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
      const before = await rowOf(table, place)
      const code = random.code()
      const until = new Date(now.getTime() + validFor)
      const item = {
        ...keys.code(place.reference, place.signatory),
        ...cleanUpAfter(until),
        hash: text(hashOf(place, code)),
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
      const given = hashOf(place, code)
      const good = codesIn(row).filter(({ until }) => until > now.getTime())
      const isRight = good.filter(({ hash }) => isSame(hash, given)).length > 0
      return isRight ? { result: 'right', hash: row['hash']?.S ?? '' } : { result: 'wrong' }
    },
  }
}

const earlierSchema = z.array(z.object({ hash: z.string(), until: z.number() }))

/** All that may still work, the newest last; rows of earlier releases have that one alone. */
function codesIn(row: Row): EarlierCode[] {
  const earlier = earlierSchema.parse(JSON.parse(row['earlier']?.S ?? '[]'))
  return [...earlier, { hash: row['hash']?.S ?? '', until: numberIn(row, 'until') }]
}

function isSame(kept: string, given: string): boolean {
  return kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given))
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

async function whyNot(table: Table, place: CodePlace, now: Date): Promise<'locked' | 'expired'> {
  const row = await rowOf(table, place)
  return row !== undefined && numberIn(row, 'until') > now.getTime() ? 'locked' : 'expired'
}

async function rowOf({ client, name }: Table, { reference, signatory }: CodePlace): Promise<Row | undefined> {
  const command = new GetItemCommand({
    TableName: name,
    Key: keys.code(reference, signatory),
    ConsistentRead: true,
  })
  return (await reach(client.send(command))).Item
}
