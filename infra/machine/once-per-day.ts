/** Milliseconds after which what failed is tried again. */
const again = 10 * 60_000

/** Does something at the first call of each day, by UTC, and when that failed, once more every ten minutes. */
export function oncePerDay(): (at: Date, work: () => Promise<void>) => Promise<void> {
  let done: string | undefined
  let notBefore = 0
  return async (at, work) => {
    const day = at.toISOString().slice(0, 10)
    if (day === done || at.getTime() < notBefore) return
    notBefore = at.getTime() + again
    await work()
    done = day
    notBefore = 0
  }
}
