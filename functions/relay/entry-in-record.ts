import * as z from 'zod'
import { referenceIn, signInPrefix } from '#functions/shared/aws/dynamo/keys.ts'
import { bodyOf } from '#functions/shared/aws/dynamo/table.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'

const imageSchema = z.object({
  PK: z.object({ S: z.string() }),
  SK: z.object({ S: z.string() }),
  body: z.object({ S: z.string() }),
})

export const recordSchema = z.object({
  eventName: z.string().optional(),
  dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.unknown() }).partial(),
})
export type StreamRecord = z.infer<typeof recordSchema>

/**
 * The ledger entry that a stream record tells of; undefined for any other row. Throws for an entry's row that cannot be read,
 * which is a poison record and goes aside.
 */
export function entryInRecord({
  eventName,
  dynamodb,
}: StreamRecord): { reference: string; entry: Entry } | undefined {
  if (eventName !== 'INSERT') return undefined
  const sortKey = sortKeyIn(dynamodb.NewImage)
  if (!sortKey.startsWith('entry#')) return undefined
  const image = imageSchema.parse(dynamodb.NewImage)
  const reference = referenceIn(image)
  if (reference === undefined) throw new Error(`An entry's row belongs to no case`)
  return { reference, entry: parseEntry(bodyOf(image)) }
}

/** Whether a record says that somebody asked to sign in. */
export function isSignIn({ eventName, dynamodb }: StreamRecord): boolean {
  return eventName === 'INSERT' && sortKeyIn(dynamodb.NewImage).startsWith(signInPrefix)
}

function sortKeyIn(image: unknown): string {
  return z.object({ SK: z.object({ S: z.string() }) }).parse(image).SK.S
}
