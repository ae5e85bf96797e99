import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it, vi } from 'vitest'
import { sqsDeliveryQueue } from '#functions/shared/aws/sqs-delivery-queue.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { machineDeliveryQueue, messageQueue } from '#infra/machine/message-queue.ts'
import { startQueueReader } from '#infra/machine/queue-reader.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { afterwards, temporaryFolder, until } from './temporary-data.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

async function queueForTests() {
  const file = `${await temporaryFolder()}/tasvib.sqlite`
  const database = openDatabase(file)
  afterwards(async () => database.close())
  return { file, queue: messageQueue(database) }
}

const bodiesIn = (event: unknown): string[] =>
  (event as { Records: { body: string }[] }).Records.map(({ body }) => body)

describe('a queue on one machine', () => {
  it('hands the longest-waiting message out once, and again when it may be seen again', async () => {
    const { queue } = await queueForTests()
    queue.send('calls', 'a', 1_000)
    queue.send('calls', 'b', 1_001)
    expect(queue.receive(999, 0)).toBeUndefined()
    const first = queue.receive(2_000, 5_000)
    expect(first).toMatchObject({ body: 'a', receives: 1 })
    expect(queue.receive(2_000, 5_000)?.body).toBe('b')
    expect(queue.receive(4_999, 9_000)).toBeUndefined()
    expect(queue.receive(5_000, 9_000)).toMatchObject({ body: 'a', receives: 2 })
  })

  it('listens only to whoever received a message last', async () => {
    const { queue } = await queueForTests()
    queue.send('calls', 'a', 0)
    const old = queue.receive(0, 10)?.receipt ?? ''
    const receipt = queue.receive(10, 20)?.receipt ?? ''
    queue.remove(old)
    expect(queue.hide(old, 99_999)).toBe(false)
    expect(queue.list('calls')).toEqual([{ body: 'a', visibleAt: 20 }])
    expect(queue.hide(receipt, 50)).toBe(true)
    queue.remove(receipt)
    expect(queue.list('calls')).toEqual([])
  })

  it('loses nothing that it acknowledged when its process is killed', async () => {
    const { file, queue } = await queueForTests()
    const script = `
      const { messageQueue } = await import(${JSON.stringify(`${root}infra/machine/message-queue.ts`)})
      const { openDatabase } = await import(${JSON.stringify(`${root}infra/machine/store/database.ts`)})
      const queue = messageQueue(openDatabase(${JSON.stringify(file)}))
      for (let count = 0; ; count += 1) { queue.send('calls', String(count), count); console.log(count) }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let told = ''
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.length > 200) child.kill('SIGKILL')
    })
    await once(child, 'close')
    const acknowledged = told.split('\n').slice(0, -1)
    const kept = queue.list('calls').map(({ body }) => body)
    expect(acknowledged.length).toBeGreaterThan(10)
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged)
  })
})

describe('the reader of a queue', () => {
  it('calls the function with each message, and again with those that it is not through with', async () => {
    const { queue } = await queueForTests()
    let now = 1_000
    const seen: string[] = []
    const reader = startQueueReader({
      queue,
      now: () => now,
      call: async (event) => {
        const [body = ''] = bodiesIn(event)
        seen.push(body)
        const { Records } = event as { Records: { messageId: string; receiptHandle: string }[] }
        if (body !== 'later' || seen.length > 2) return { batchItemFailures: [] }
        queue.hide(Records[0]?.receiptHandle ?? '', now + 86_400_000)
        return { batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }] }
      },
    })
    afterwards(() => reader.stop())
    queue.send('calls', 'at once', now)
    queue.send('calls', 'later', now)
    reader.wake()
    await until(() => seen.length === 2 && queue.list('calls').length === 1, 'the first calls')
    // Times are absolute: a journey through time makes the message due at once.
    now += 86_400_000
    reader.wake()
    await until(() => queue.list('calls').length === 0, 'the second call')
    expect(seen.toSorted()).toEqual(['at once', 'later', 'later'])
  })

  it('sets a message aside that fails without end', async () => {
    const { queue } = await queueForTests()
    let now = 0
    const reader = startQueueReader({
      queue,
      now: () => (now += 200_000),
      call: async () => {
        return Promise.reject(new Error('never'))
      },
    })
    afterwards(() => reader.stop())
    queue.send('calls', 'poison', 0)
    reader.wake()
    await until(() => queue.list('aside').length === 1, 'the end of its tries')
    expect(queue.list('calls')).toEqual([])
  })
})

describe('the reader of a queue that another process holds', () => {
  it.each(['receive', 'remove', 'setAside'] as const)('goes on after %s failed', async (method) => {
    const { queue } = await queueForTests()
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    afterwards(async () => told.mockRestore())
    let isHeld = true
    const held = <T>(work: () => T): T => {
      if (!isHeld) return work()
      isHeld = false
      throw new Unavailable('held')
    }
    let now = 0
    const reader = startQueueReader({
      queue: { ...queue, [method]: (...values: [never, never]) => held(() => queue[method](...values)) },
      now: () => (now += 200_000),
      call: async () => (method === 'setAside' ? Promise.reject(new Error('never')) : {}),
    })
    afterwards(() => reader.stop())
    queue.send('calls', 'a', 0)
    reader.wake()
    await until(() => queue.list('calls').length === 0, 'the end of the message')
    expect(isHeld).toBe(false)
  })

  it('takes no turn from whoever writes while nothing waits', async () => {
    const { file, queue } = await queueForTests()
    const other = new DatabaseSync(file)
    afterwards(async () => other.close())
    other.exec('BEGIN IMMEDIATE')
    const before = performance.now()
    expect(queue.receive(0, 1)).toBeUndefined()
    expect(performance.now() - before).toBeLessThan(4_000)
    other.exec('ROLLBACK')
  })
})

describe('the queue as functions know it', () => {
  it('takes messages, hides them for as long as is asked, and keeps aside what was given up', async () => {
    const { queue } = await queueForTests()
    const sent = Date.parse('2026-11-22T10:00:00.000Z')
    const delivery = machineDeliveryQueue(queue, () => new Date(sent))
    const message = { reference: 'TSV-1405-7F3K2', sequence: 41 }
    await delivery.send(message)
    const received = queue.receive(sent, sent + 1_000)
    expect(JSON.parse(received?.body ?? '')).toEqual(message)
    await delivery.postpone(received?.receipt ?? '', 86_400_000)
    expect(queue.list('calls')).toMatchObject([{ visibleAt: sent + 86_400_000 }])
    await delivery.setAside(message)
    expect(queue.list('aside')).toHaveLength(1)
    await expect(delivery.postpone('old', 1_000)).rejects.toThrow('received again')
  })
})

describe('SQS as functions know it', () => {
  it('hides a message for twelve hours at most, and puts what was given up into a queue of its own', async () => {
    const sqs = mockClient(SQSClient)
    sqs.on(SendMessageCommand).resolves({}).on(ChangeMessageVisibilityCommand).resolves({})
    const urls = { queue: () => 'https://sqs.example/calls', aside: () => 'https://sqs.example/aside' }
    const delivery = sqsDeliveryQueue(new SQSClient({ region: 'local' }), urls)
    const message = { reference: 'TSV-1405-7F3K2', sequence: 41 }
    await delivery.send(message)
    await delivery.postpone('receipt', 86_400_000)
    await delivery.setAside(message)
    expect(sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { QueueUrl: urls.queue(), MessageBody: JSON.stringify(message) },
      { QueueUrl: urls.aside(), MessageBody: JSON.stringify(message) },
    ])
    // A day is longer than SQS can hide a message.
    expect(sqs.commandCalls(ChangeMessageVisibilityCommand)[0]?.args[0].input).toEqual({
      QueueUrl: urls.queue(),
      ReceiptHandle: 'receipt',
      VisibilityTimeout: (12 * 60 - 5) * 60,
    })
  })
})
