import type { DynamoDBRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { deliverRecords } from '#infra/machine/deliver-records.ts'

function recordsFor(count: number): DynamoDBRecord[] {
  return Array.from({ length: count }, (_, index) => ({ dynamodb: { SequenceNumber: String(index + 1) } }))
}

const numbers = (records: readonly DynamoDBRecord[]) =>
  records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber))

/** Delivers to a function that does what `act` says, and notes what was done, tried and set aside. */
async function deliverTo(count: number, act: (numbers: number[]) => unknown) {
  const calls: number[][] = []
  const aside: number[] = []
  const pauses: number[] = []
  await deliverRecords(recordsFor(count), {
    call: async (records) => {
      calls.push(numbers(records))
      return act(numbers(records))
    },
    setAside: async (record) => {
      aside.push(...numbers([record]))
    },
    pause: async (milliseconds) => {
      pauses.push(milliseconds)
    },
  })
  return { calls, aside, pauses }
}

describe('delivery of stream records', () => {
  it('hands a whole batch over at once', async () => {
    const { calls, aside } = await deliverTo(3, () => ({ batchItemFailures: [] }))
    expect([calls, aside]).toEqual([[[1, 2, 3]], []])
  })

  it('isolates the poison record, tries it five times with growing pauses, and delivers the others in order', async () => {
    const done: number[] = []
    const { calls, aside, pauses } = await deliverTo(8, (batch) => {
      if (batch.includes(6)) throw new Error('poison')
      done.push(...batch)
    })
    expect(aside).toEqual([6])
    expect(done).toEqual([1, 2, 3, 4, 5, 7, 8])
    expect(calls.filter((batch) => batch.length === 1 && batch[0] === 6)).toHaveLength(5)
    expect(pauses.slice(-4)).toEqual([100, 300, 900, 2700])
  })

  it('does not repeat what came before the record that the function names as failed', async () => {
    const done: number[] = []
    let failed = false
    await deliverTo(5, (batch) => {
      const bad = failed ? -1 : batch.indexOf(4)
      failed = true
      done.push(...(bad === -1 ? batch : batch.slice(0, bad)))
      return { batchItemFailures: bad === -1 ? [] : [{ itemIdentifier: '4' }] }
    })
    expect(done).toEqual([1, 2, 3, 4, 5])
  })

  it('takes a failure that names no record of the batch as one of the whole batch', async () => {
    let calls = 0
    const { aside } = await deliverTo(1, () => {
      calls += 1
      return { batchItemFailures: calls < 3 ? [{ itemIdentifier: 'unknown' }] : [] }
    })
    expect([calls, aside]).toEqual([3, []])
  })

  it('sets every record aside when all of them are poison, and still ends', async () => {
    const { aside } = await deliverTo(4, () => {
      throw new Error('poison')
    })
    expect(aside).toEqual([1, 2, 3, 4])
  })
})
