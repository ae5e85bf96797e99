import { describe, expect, it } from 'vitest'
import { coldStarts } from '#test/bench/cold-start.ts'

describe('a function that starts', () => {
  it('does not load what Node has for fetch, neither by itself nor by the AWS SDK', async () => {
    const starts = await coldStarts(['board', 'await-step'], 1)
    expect(starts.filter(({ loadedFetch }) => loadedFetch)).toEqual([])
  })
})
