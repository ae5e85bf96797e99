import { describe, expect, it, vi } from 'vitest'
import { Busy, openTurns } from '#functions/shared/turns.ts'

/** Work that goes on until it is let go. */
function held() {
  const { promise, resolve } = Promise.withResolvers<string>()
  const work = vi.fn(() => promise)
  return { work, letGo: () => resolve('done') }
}

describe('turns', () => {
  it('are given in the order in which they were asked for, so many at once', async () => {
    const turns = openTurns({ atOnce: 2, waiting: 10, patience: 60_000 })
    const works = Array.from({ length: 4 }, held)
    const running = works.map(({ work }) => turns.run(work))
    const begun = () => works.map(({ work }) => work.mock.calls.length)
    await expect.poll(begun).toEqual([1, 1, 0, 0])
    works[1]?.letGo()
    await expect.poll(begun).toEqual([1, 1, 1, 0])
    for (const { letGo } of works) letGo()
    expect(await Promise.all(running)).toEqual(['done', 'done', 'done', 'done'])
  })

  it('are refused at once to whoever comes when too many wait, and open again later', async () => {
    const turns = openTurns({ atOnce: 1, waiting: 1, patience: 60_000 })
    const [first, second, third] = [held(), held(), held()]
    const running = [turns.run(first.work), turns.run(second.work)]
    expect(turns.areTaken()).toBe(true)
    await expect(turns.run(third.work)).rejects.toBeInstanceOf(Busy)
    first.letGo()
    second.letGo()
    third.letGo()
    await Promise.all(running)
    expect(turns.areTaken()).toBe(false)
    expect(await turns.run(third.work)).toBe('done')
    expect(third.work).toHaveBeenCalledTimes(1)
  })

  it('come too late for whoever waited longer than is sensible: their work is never begun, and the next have their turn', async () => {
    const turns = openTurns({ atOnce: 1, waiting: 3, patience: 20 })
    const [first, second] = [held(), held()]
    const running = turns.run(first.work)
    const late = turns.run(second.work).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 40))
    first.letGo()
    await running
    expect(await late).toBeInstanceOf(Busy)
    expect(second.work).not.toHaveBeenCalled()
    second.letGo()
    expect(await turns.run(second.work)).toBe('done')
  })

  it('are handed on by work that fails', async () => {
    const turns = openTurns({ atOnce: 1, waiting: 1, patience: 60_000 })
    await expect(turns.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await turns.run(async () => 'done')).toBe('done')
  })
})
