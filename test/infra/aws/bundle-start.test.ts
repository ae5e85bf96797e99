import { describe, expect, it } from 'vitest'
import { coldStarts } from '#test/bench/cold-start.ts'

describe('a function that starts', () => {
  it('asks the store, and does not load what Node has for fetch', async () => {
    const starts = await coldStarts(['board', 'track', 'await-step'], 1)
    expect(starts.map(({ name, loadedFetch, calls }) => ({ name, loadedFetch, asks: calls > 0 }))).toEqual(
      ['board', 'track', 'await-step'].map((name) => ({ name, loadedFetch: false, asks: true })),
    )
  })
})
