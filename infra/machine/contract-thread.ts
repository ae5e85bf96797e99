import type { KeyObject } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { ContractSealer } from '#functions/shared/contract/contract-sealer.ts'
import { type ContractTypesetter, UnprintableText } from '#functions/shared/contract/contract-typesetter.ts'
import type { ContractDocument } from '#workflows/contract/document.ts'
import type { Answered, Asked, Work } from './contract-worker.ts'

export interface ContractThread {
  readonly typesetter: ContractTypesetter
  readonly sealer: ContractSealer
  /** Loads compiler and fonts before the first contract wants them. */
  warm(): Promise<void>
  /** Ends the thread; what it has in hand is refused, and whoever asked tries again after the next start. */
  stop(): Promise<void>
}

export interface ThreadOptions {
  readonly key: KeyObject
  /** PEM of the seal's certificates; asked with each seal, since they may be renewed. */
  readonly certificates: () => Promise<string>
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** Contracts are set and sealed beside what answers people. The thread starts with the first of them, and anew after a crash. */
export function openContractThread({ key, certificates }: ThreadOptions): ContractThread {
  let worker: Worker | undefined
  let last = 0
  const waiting = new Map<number, Waiting>()

  function started(): Worker {
    if (worker !== undefined) return worker
    const made = new Worker(new URL('contract-worker.ts', import.meta.url))
    // It keeps no process alive that has nothing else to do.
    made.unref()
    made.on('message', settle)
    const ended = (error: Error): void => {
      if (worker === made) worker = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    made.on('error', ended)
    made.on('exit', () => ended(new Error('The thread of contracts ended.')))
    worker = made
    return made
  }

  function settle(told: Answered): void {
    const asker = waiting.get(told.id)
    waiting.delete(told.id)
    if ('bytes' in told) asker?.resolve(told.bytes)
    else
      asker?.reject('unprintable' in told ? new UnprintableText(told.unprintable) : new Error(told.failure))
  }

  async function ask(work: Work): Promise<Uint8Array> {
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
    const asked: Asked = { id: (last += 1), work }
    waiting.set(asked.id, { resolve, reject })
    started().postMessage(asked)
    return promise
  }

  return {
    typesetter: {
      typeset: (document, attachment) =>
        ask({ kind: 'typeset', document, ...(attachment === undefined ? {} : { attachment }) }),
    },
    sealer: {
      seal: async (pdf, at, binds) =>
        ask({
          kind: 'seal',
          pdf,
          at,
          key,
          certificates: await certificates(),
          ...(binds === undefined ? {} : { binds }),
        }),
    },
    async warm() {
      await ask({ kind: 'typeset', document: emptyContract })
    },
    async stop() {
      await worker?.terminate()
    },
  }
}

const nothing = { heading: '', none: '', head: [], rows: [], paragraphs: [], note: '', articles: [] }

/** Set once and thrown away. */
const emptyContract: ContractDocument = {
  title: { fa: '', en: '' },
  project: '',
  author: '',
  date: { year: 2026, month: 1, day: 1 },
  header: { number: [], date: '' },
  reference: '',
  digest: '',
  preamble: [],
  articles: [],
  annexes: {
    plan: { heading: '', parts: [] },
    schedule: { heading: '', table: nothing },
    conditions: { heading: '', items: [], none: '' },
  },
  summary: { ...nothing, schedule: { heading: '', table: nothing } },
  signatures: {
    kind: 'lines',
    heading: { fa: '', en: '' },
    lines: [],
    labels: { name: '', date: '', signature: '' },
  },
}
