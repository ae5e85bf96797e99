import { AsyncLocalStorage } from 'node:async_hooks'

const asked = new AsyncLocalStorage<string>()

/** Answers one request of this method. */
export function answering<T>(method: string, work: () => T): T {
  return asked.run(method, work)
}

/**
 * Whether a HEAD is answered. A signed address is good for one method alone: whoever follows a document's redirect comes to the
 * store with the method that they asked with here.
 */
export function isHead(): boolean {
  return asked.getStore() === 'HEAD'
}
