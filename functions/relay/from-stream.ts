import type { Context } from 'aws-lambda'
import * as z from 'zod'
import { referenceIn, signInPrefix } from '#functions/shared/aws/dynamo/keys.ts'
import { jsonOf, type Row } from '#functions/shared/aws/dynamo/table.ts'
import type { Heard, ToldEntry } from './relay.ts'

const rowSchema = z.object({
  PK: z.object({ S: z.string() }),
  SK: z.object({ S: z.string() }),
  // Lambda has what is binary as Base64.
  body: z
    .union([
      z.object({ S: z.string() }),
      z.object({ B: z.base64().transform((it) => Buffer.from(it, 'base64')) }),
    ])
    .optional()
    .catch(undefined),
})
const recordSchema = z.object({
  eventName: z.string().optional(),
  dynamodb: z.object({ SequenceNumber: z.string(), NewImage: rowSchema }).partial(),
})
const streamEvent = z.object({ Records: z.array(recordSchema) })

/** What the stream is told: the first record that failed; it and those after it come again. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

type StreamCall = Pick<Context, 'awsRequestId'>

/** The relay as the table's stream calls it: new entries among the rows that it tells of, and whether somebody asked to sign in. */
export function fromStream(
  hear: (heard: Heard, context?: StreamCall) => Promise<number>,
): (event: unknown, context?: StreamCall) => Promise<BatchResponse> {
  return async (event, context) => {
    const { Records } = streamEvent.parse(event)
    const fresh = Records.flatMap(({ eventName, dynamodb: { NewImage, SequenceNumber = '' } }) =>
      eventName === 'INSERT' && NewImage !== undefined ? [{ row: NewImage, number: SequenceNumber }] : [],
    )
    const told = fresh.filter(({ row }) => row.SK.S.startsWith('entry#'))
    const signIns = fresh.some(({ row }) => row.SK.S.startsWith(signInPrefix))
    const settled = await hear({ entries: told.map(({ row }) => entryIn(row)), signIns }, context)
    return {
      batchItemFailures: told.slice(settled, settled + 1).map(({ number }) => ({ itemIdentifier: number })),
    }
  }
}

/** A row that cannot be read is told of all the same: it fails, and goes aside. */
function entryIn({ PK, SK, body }: z.infer<typeof rowSchema>): ToldEntry {
  return { reference: referenceIn({ PK, SK }) ?? 'unknown', body: body === undefined ? '' : jsonIn({ body }) }
}

function jsonIn(row: Row): string {
  try {
    return jsonOf(row)
  } catch {
    return ''
  }
}
