import type { Store } from '#infra/local/dynoxide.ts'

/** The process of a store that runs. Never 0: a signal to that would reach the whole test run. */
export function pidOf(store: Store): number {
  const pid = store.pid()
  if (pid === undefined) throw new Error('The store does not run')
  return pid
}
