export interface DeliverOptions<Item> {
  /** Hands items over, in order; answers how many from the first one on are done. */
  readonly call: (items: readonly Item[]) => Promise<number>
  /** Keeps an item that failed every time, so that the others can go on. */
  readonly setAside: (item: Item, error: unknown) => void
  /** Resolves when another try makes sense, after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>
}

const tries = 5
const firstPause = 100

/** Delivers items in order: one at which a call stops is tried alone five times and then set aside, and the rest goes on. */
export async function deliverInOrder<Item>(
  items: readonly Item[],
  options: DeliverOptions<Item>,
): Promise<void> {
  for (let left = items; left.length > 0;) {
    const { done } = await attempt(left, options)
    const [failed, ...others] = left.slice(done)
    if (failed === undefined) return
    await options.pause(firstPause)
    await deliverOne(failed, options)
    left = others
  }
}

async function deliverOne<Item>(item: Item, options: DeliverOptions<Item>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const { done, error } = await attempt([item], options)
    if (done === 1) return
    if (tried === tries) {
      options.setAside(item, error)
      return
    }
    await options.pause(firstPause * 3 ** (tried - 1))
  }
}

async function attempt<Item>(
  items: readonly Item[],
  { call }: DeliverOptions<Item>,
): Promise<{ done: number; error?: unknown }> {
  try {
    const done = await call(items)
    return { done, error: new Error('It was named as failed.') }
  } catch (error) {
    return { done: 0, error }
  }
}
