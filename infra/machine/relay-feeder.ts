import { setTimeout as sleep } from 'node:timers/promises'
import type { Outstanding, OutstandingEntry } from '#infra/machine/store/outstanding.ts'
import { deliverInOrder } from './deliver-in-order.ts'

export interface RelayFeederOptions {
  readonly outstanding: Outstanding
  /** Tells the relay of entries, in order; answers how many from the first one on are settled. */
  readonly call: (entries: readonly OutstandingEntry[]) => Promise<number>
}

export interface RelayFeeder {
  /** Looks at once: an entry was committed. */
  wake(): void
  /** Resolves when the batch in hand is delivered or given up until the next start. */
  stop(): Promise<void>
}

/** Milliseconds between looks: an operator's command commits in a process of its own. */
const idle = 250
const batch = 100

/**
 * Feeds the relay with every entry that was committed, in order and at least once: an entry is struck off after its call, so a crash
 * repeats one batch and loses none.
 */
export function startRelayFeeder({ outstanding, call }: RelayFeederOptions): RelayFeeder {
  const stopping = new AbortController()
  let alarm = Promise.withResolvers<void>()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      alarm = Promise.withResolvers<void>()
      const delivered = await deliverNext().catch((error: unknown) => {
        console.error('[relay] could not be fed:', nameOf(error))
        return 0
      })
      if (delivered < batch) await Promise.race([alarm.promise, snooze(idle)])
    }
  }

  async function deliverNext(): Promise<number> {
    const entries = await outstanding.next(batch)
    if (entries.length === 0) return 0
    const done: number[] = []
    await deliverInOrder(entries, {
      call: async (some) => {
        if (stopping.signal.aborted) throw new Error('Tasvib is stopping.')
        const settled = await call(some)
        done.push(...some.slice(0, settled).map(({ number }) => number))
        return settled
      },
      setAside({ number, reference, sequence }, error) {
        if (stopping.signal.aborted) return
        console.error(`[relay] ENTRY ${sequence} of ${reference} set aside: ${nameOf(error)}`)
        outstanding.setAside(number, nameOf(error))
      },
      pause: snooze,
    })
    await outstanding.settled(done)
    return entries.length
  }

  async function snooze(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)
  }

  const running = run()
  return {
    wake: () => {
      alarm.resolve()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** What was thrown and where. Not its message: an entry stands beside what its applicant is called, and messages quote. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no error object'
  const [, place = 'an unknown place'] = /^ {4}at (.*)$/m.exec(error.stack ?? '') ?? []
  return `${error.name} at ${place}`
}
