import { describe, expect, it } from 'vitest'
import { dueBatches } from '#functions/shared/due-batches.ts'

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

/** The batches of a list from which whatever does not begin with `stuck` goes once it was given. */
async function batchesOf(
  all: readonly string[],
  enough = 60_000,
): Promise<{ batches: string[][]; asked: number[] }> {
  let listed = [...all]
  const asked: number[] = []
  const cases = {
    due: async (_: Date, limit: number) => {
      asked.push(limit)
      return listed.slice(0, limit)
    },
  }
  const batches: string[][] = []
  for await (const batch of dueBatches(cases, { to: 'clock', now: () => new Date(), enough })) {
    batches.push([...batch])
    listed = listed.filter((name) => name.startsWith('stuck') || !batch.includes(name))
  }
  return { batches, asked }
}

describe('batches of what is due', () => {
  it('asks once where little or nothing is due', async () => {
    expect(await batchesOf([])).toEqual({ batches: [], asked: [200] })
    expect(await batchesOf(['a'])).toEqual({ batches: [['a']], asked: [200] })
  })

  it('go on until all is seen, each case once', async () => {
    const all = names(1_050, 'case')
    const { batches, asked } = await batchesOf(all)
    expect(batches.flat()).toEqual(all)
    // What was done is not listed again, so each batch costs the same.
    expect(new Set(asked)).toEqual(new Set([200]))
  })

  it('reach what stands behind those that stay due because they fail', async () => {
    const all = [...names(450, 'stuck'), ...names(30, 'case')]
    expect((await batchesOf(all)).batches.flat()).toEqual(all)
  })

  it('end when the time is over', async () => {
    expect((await batchesOf(names(450, 'case'), 0)).batches).toEqual([])
  })
})
