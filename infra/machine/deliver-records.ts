import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'

export interface DeliverOptions {
  /** Calls the stream function with some records, in order. */
  readonly call: (records: readonly DynamoDBRecord[]) => Promise<unknown>
  /** Keeps a record that failed every time, so that the others can go on. */
  readonly setAside: (record: DynamoDBRecord, error: unknown) => Promise<void>
  /** Resolves when another try makes sense: after so many milliseconds, and not while the store is down. */
  readonly pause: (milliseconds: number) => Promise<void>
}

const tries = 5
const firstPause = 100

const responseSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })
  .nullish()
  .catch(undefined) satisfies z.ZodType<DynamoDBBatchResponse | null | undefined>

/**
 * Delivers records in order, as Lambda's event source does with partial responses, bisecting and bounded retries:
 * a batch that fails is halved until the record at fault stands alone, and that one is set aside after five tries.
 */
export async function deliverRecords(
  records: readonly DynamoDBRecord[],
  options: DeliverOptions,
): Promise<void> {
  const [only] = records
  if (only === undefined) return
  if (records.length === 1) {
    await deliverOne(only, options)
    return
  }
  const outcome = await attempt(records, options)
  if (outcome.done === records.length) return
  const rest = records.slice(outcome.done)
  await options.pause(firstPause)
  const middle = Math.ceil(rest.length / 2)
  await deliverRecords(rest.slice(0, middle), options)
  await deliverRecords(rest.slice(middle), options)
}

async function deliverOne(record: DynamoDBRecord, options: DeliverOptions): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const outcome = await attempt([record], options)
    if (outcome.done === 1) return
    if (tried === tries) {
      await options.setAside(record, outcome.error)
      return
    }
    await options.pause(firstPause * 3 ** (tried - 1))
  }
}

/** How many records from the start are done. A failure that names no record of the batch fails all of it. */
async function attempt(
  records: readonly DynamoDBRecord[],
  { call }: DeliverOptions,
): Promise<{ done: number; error?: unknown }> {
  try {
    const failures = responseSchema.parse(await call(records))?.batchItemFailures ?? []
    if (failures.length === 0) return { done: records.length }
    const named = new Set(failures.map(({ itemIdentifier }) => itemIdentifier))
    const first = records.findIndex(({ dynamodb }) => named.has(dynamodb?.SequenceNumber ?? ''))
    return { done: Math.max(0, first), error: new Error('The function named it as failed.') }
  } catch (error) {
    return { done: 0, error }
  }
}
