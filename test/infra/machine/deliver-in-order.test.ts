import { describe, expect, it } from 'vitest'
import { deliverInOrder } from '#infra/machine/deliver-in-order.ts'

/** Delivers the numbers from 1 to whoever does what `act` says, and notes what was done, tried and set aside. */
async function deliverTo(count: number, act: (numbers: readonly number[]) => number) {
  const calls: (readonly number[])[] = []
  const aside: number[] = []
  const pauses: number[] = []
  const items = Array.from({ length: count }, (_, index) => index + 1)
  await deliverInOrder(items, {
    call: async (numbers) => {
      calls.push(numbers)
      return act(numbers)
    },
    setAside: (number) => void aside.push(number),
    pause: async (milliseconds) => void pauses.push(milliseconds),
  })
  return { calls, aside, pauses }
}

describe('delivery in order', () => {
  it('hands a whole batch over at once', async () => {
    const { calls, aside } = await deliverTo(3, ({ length }) => length)
    expect([calls, aside]).toEqual([[[1, 2, 3]], []])
  })

  it('tries the one at which a batch stops five times with growing pauses, and delivers the others in order', async () => {
    const done: number[] = []
    const { calls, aside, pauses } = await deliverTo(8, (batch) => {
      const good = batch.includes(6) ? batch.slice(0, batch.indexOf(6)) : batch
      done.push(...good)
      return good.length
    })
    expect(aside).toEqual([6])
    expect(done).toEqual([1, 2, 3, 4, 5, 7, 8])
    expect(calls.filter((batch) => batch.length === 1 && batch[0] === 6)).toHaveLength(5)
    expect(pauses).toEqual([100, 100, 300, 900, 2700])
  })

  it('does not repeat what came before the one that failed once', async () => {
    const done: number[] = []
    let failed = false
    await deliverTo(5, (batch) => {
      const good = failed ? batch : batch.slice(0, batch.indexOf(4))
      failed = true
      done.push(...good)
      return good.length
    })
    expect(done).toEqual([1, 2, 3, 4, 5])
  })

  it('goes on one by one where whole batches throw', async () => {
    const done: number[] = []
    const { aside } = await deliverTo(4, (batch) => {
      if (batch.length > 1) throw new Error('too much at once')
      done.push(...batch)
      return batch.length
    })
    expect([done, aside]).toEqual([[1, 2, 3, 4], []])
  })

  it('sets each aside when all of them fail, and still ends', async () => {
    const { aside } = await deliverTo(4, () => {
      throw new Error('poison')
    })
    expect(aside).toEqual([1, 2, 3, 4])
  })
})
