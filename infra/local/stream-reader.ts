import { setTimeout as sleep } from 'node:timers/promises'
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import { redact } from '#functions/edge/request-log.ts'
import { appendLine } from './append-line.ts'
import { deliverRecords } from './deliver-records.ts'
import { readIfThere } from './read-if-there.ts'
import { toStreamRecord } from './stream-record.ts'
import { writeAtomically } from './write-atomically.ts'

export interface StreamReaderOptions {
  readonly client: DynamoDBStreamsClient
  readonly streamArn: string
  /** Where the position is kept. */
  readonly positionFile: string
  /** Where records are kept that failed every time. */
  readonly poisonFile: string
  /** Calls the stream function. */
  readonly call: (event: { Records: readonly DynamoDBRecord[] }) => Promise<unknown>
}

export interface StreamReader {
  /** Looks at once, because something was probably written. */
  wake(): void
  /** Resolves when the batch in hand is delivered or given up until the next start. */
  stop(): Promise<void>
}

/** Milliseconds between looks: while records come, and at most when none do. */
const busy = 25
const idle = 250
const batch = 100
/** Milliseconds after which a stream may have another shard. */
const relist = 10_000

const positionsSchema = z.object({
  streamArn: z.string(),
  /** The last sequence number that was delivered, by shard. */
  shards: z.record(z.string(), z.string()),
})
type Positions = z.infer<typeof positionsSchema>

/**
 * Feeds the table's stream to the stream function, in order and at least once: the position is kept after each batch,
 * so a crash repeats one batch and loses none.
 */
export async function startStreamReader(options: StreamReaderOptions): Promise<StreamReader> {
  const stopping = new AbortController()
  const shards = (await readPositions(options)).shards
  const iterators = new Map<string, string>()
  let ids: readonly string[] = []
  let listAgainAt = 0
  let alarm = Promise.withResolvers<void>()
  const running = run()

  async function run(): Promise<void> {
    let wait = busy
    while (!stopping.signal.aborted) {
      alarm = Promise.withResolvers<void>()
      const delivered = await readOnce().catch((error: unknown) => {
        if (!stopping.signal.aborted) console.error('[stream] could not be read:', nameOf(error))
        return 0
      })
      wait = delivered > 0 ? busy : Math.min(wait * 1.5, idle)
      if (delivered < batch) await Promise.race([alarm.promise, snooze(wait)])
    }
  }

  async function readOnce(): Promise<number> {
    let delivered = 0
    if (Date.now() > listAgainAt) {
      ids = await listShards(options)
      listAgainAt = Date.now() + relist
    }
    for (const id of ids) {
      const { records, next } = await readShard(id)
      if (records.length > 0) {
        await deliverRecords(
          records.map((record) => toStreamRecord(record, options.streamArn)),
          { call, setAside, pause },
        )
        if (stopping.signal.aborted) return delivered
        shards[id] = records.at(-1)?.dynamodb?.SequenceNumber ?? shards[id] ?? ''
        await writeAtomically(options.positionFile, JSON.stringify({ streamArn: options.streamArn, shards }))
        delivered += records.length
      }
      if (next === undefined) iterators.delete(id)
      else iterators.set(id, next)
    }
    return delivered
  }

  async function readShard(id: string) {
    const ShardIterator = iterators.get(id) ?? (await openShard(id, shards[id], options))
    // It serves once; after a failure the shard is opened again after the last record that was delivered.
    iterators.delete(id)
    const answer = await options.client.send(new GetRecordsCommand({ ShardIterator, Limit: batch }))
    return { records: answer.Records ?? [], next: answer.NextShardIterator }
  }

  async function call(records: readonly DynamoDBRecord[]): Promise<unknown> {
    if (stopping.signal.aborted) throw new Error('The reader is stopping.')
    return options.call({ Records: records })
  }

  async function setAside(record: DynamoDBRecord, error: unknown): Promise<void> {
    if (stopping.signal.aborted) return
    console.error(
      `[stream] POISON RECORD ${record.eventID ?? '?'} set aside in ${options.poisonFile}: ${nameOf(error)}`,
    )
    await appendLine(options.poisonFile, { error: nameOf(error), record: placeOf(record) })
  }

  /** Tries do not count while the store is down: a function that cannot reach it is not at fault. */
  async function pause(milliseconds: number): Promise<void> {
    await snooze(milliseconds)
    while (!stopping.signal.aborted) {
      const answers = await listShards(options).then(
        () => true,
        () => false,
      )
      if (answers) return
      await snooze(idle)
    }
  }

  async function snooze(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)
  }

  return {
    wake: () => {
      alarm.resolve()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function readPositions({ positionFile, streamArn }: StreamReaderOptions): Promise<Positions> {
  const text = await readIfThere(positionFile)
  const kept = text === undefined ? undefined : positionsSchema.safeParse(parseJson(text)).data
  return kept?.streamArn === streamArn ? kept : { streamArn, shards: {} }
}

async function listShards({ client, streamArn }: StreamReaderOptions): Promise<string[]> {
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }))
  return (StreamDescription?.Shards ?? []).flatMap(({ ShardId }) => (ShardId === undefined ? [] : [ShardId]))
}

/** An iterator from after the position, or from the beginning where there is none. */
async function openShard(
  id: string,
  position: string | undefined,
  { client, streamArn }: StreamReaderOptions,
): Promise<string | undefined> {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: id,
      ...(position === undefined || position === ''
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position }),
    }),
  )
  return ShardIterator
}

/** Without links and addresses, which messages of other programs quote. */
function nameOf(error: unknown): string {
  return redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
}

/** Which row it is about. What stands in it is in the table; a copy would outlive its erasure. */
function placeOf({ eventID, eventName, dynamodb }: DynamoDBRecord): unknown {
  return { eventID, eventName, dynamodb: { Keys: dynamodb?.Keys, SequenceNumber: dynamodb?.SequenceNumber } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
