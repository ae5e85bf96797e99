import { type ChildProcess, fork } from 'node:child_process'
import type { KeyObject } from 'node:crypto'
import { getCompileCacheDir } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { ContractSealer } from '#functions/shared/contract/contract-sealer.ts'
import { type ContractTypesetter, UnprintableText } from '#functions/shared/contract/contract-typesetter.ts'
import type { ContractDocument } from '#workflows/contract/document.ts'
import type { Answered, AskedWork, Work } from './contract-worker.ts'

export interface ContractProcess {
  readonly typesetter: ContractTypesetter
  readonly sealer: ContractSealer
  /** Loads compiler and fonts before the first contract wants them. */
  warm(): Promise<void>
  /** Ends the process; what it has in hand is refused, and whoever asked tries again after the next start. */
  stop(): Promise<void>
}

export interface ContractProcessOptions {
  readonly key: KeyObject
  /** PEM of the seal's certificates; asked with each seal, since they may be renewed. */
  readonly certificates: () => Promise<string>
  /** Milliseconds without a contract after which the process ends. */
  readonly idle?: number
  /** Answers after which the process ends. */
  readonly most?: number
  /** Milliseconds that one answer may take: then the process is ended, and what it had in hand is refused. */
  readonly limit?: number
}

interface Worker {
  readonly process: ChildProcess
  readonly waiting: Map<number, PromiseWithResolvers<Uint8Array>>
  readonly ended: Promise<void>
  asked: number
  idle: NodeJS.Timeout | undefined
  overdue: NodeJS.Timeout | undefined
}

/** The compiler keeps a third of a megabyte of each answer for as long as its process lives, whatever is collected. */
const dozens = 90
const tenMinutes = 600_000
const aMinute = 60_000

/**
 * Contracts are set and sealed beside what answers people, in a process that starts with the first of them. It ends after a while
 * without one and after some dozens, and starts anew with the next, also after a crash.
 */
export function openContractProcess(options: ContractProcessOptions): ContractProcess {
  const { key, certificates, idle = tenMinutes, most = dozens, limit = aMinute } = options
  const workers = new Set<Worker>()
  let current: Worker | undefined

  function started(): Worker {
    const child = fork(fileURLToPath(new URL('contract-worker.ts', import.meta.url)), {
      serialization: 'advanced',
      // It makes few objects, and each compilation has the memory of the one before.
      execArgv: ['--max-semi-space-size=1'],
      // What it needs to know comes with each contract, and this process's environment may hold secrets.
      env: { NODE_COMPILE_CACHE: getCompileCacheDir() ?? '', MALLOC_ARENA_MAX: '1' },
    })
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    const worker: Worker = {
      process: child,
      waiting: new Map(),
      ended,
      asked: 0,
      idle: undefined,
      overdue: undefined,
    }
    const hasEnded = (): void => {
      if (current === worker) current = undefined
      workers.delete(worker)
      clearTimeout(worker.idle)
      clearTimeout(worker.overdue)
      for (const { reject } of worker.waiting.values()) reject(new Error('The process of contracts ended.'))
      worker.waiting.clear()
      resolve()
    }
    // It keeps this one from nothing.
    child.unref()
    child.channel?.unref()
    child.on('message', (told: Answered) => settle(worker, told))
    child.on('error', hasEnded)
    child.on('exit', hasEnded)
    workers.add(worker)
    return worker
  }

  function settle(worker: Worker, told: Answered): void {
    const asker = worker.waiting.get(told.id)
    worker.waiting.delete(told.id)
    if ('bytes' in told) asker?.resolve(told.bytes)
    else
      asker?.reject('unprintable' in told ? new UnprintableText(told.unprintable) : new Error(told.failure))
    clearTimeout(worker.overdue)
    if (worker.waiting.size > 0) {
      awaitAnswer(worker)
      return
    }
    if (worker === current) worker.idle = setTimeout(() => end(worker), idle).unref()
    else end(worker)
  }

  /** It answers one after another: the limit is for the one in its hands. */
  function awaitAnswer(worker: Worker): void {
    worker.overdue = setTimeout(() => end(worker, 'SIGKILL'), limit).unref()
  }

  /** First nobody asks it any more: it may take its time to end. */
  function end(worker: Worker, signal: NodeJS.Signals = 'SIGTERM'): void {
    if (current === worker) current = undefined
    worker.process.kill(signal)
  }

  async function ask(work: Work): Promise<Uint8Array> {
    const worker = (current ??= started())
    clearTimeout(worker.idle)
    worker.asked += 1
    if (worker.asked === most) current = undefined
    const asked: AskedWork = { id: worker.asked, work }
    const answer = Promise.withResolvers<Uint8Array>()
    // Where the process cannot even be asked, nobody waits for this.
    answer.promise.catch(() => undefined)
    if (worker.waiting.size === 0) awaitAnswer(worker)
    worker.waiting.set(asked.id, answer)
    worker.process.send(asked, (error) => {
      if (error !== null) answer.reject(error)
    })
    return answer.promise
  }

  return {
    typesetter: {
      typeset: (document, attachment) =>
        ask({ kind: 'typeset', document, ...(attachment === undefined ? {} : { attachment }) }),
    },
    sealer: {
      seal: async (pdf, sealing) =>
        ask({
          kind: 'seal',
          pdf,
          sealing,
          key: key.export({ type: 'pkcs8', format: 'der' }),
          certificates: await certificates(),
        }),
    },
    async warm() {
      await ask({ kind: 'typeset', document: emptyContract })
    },
    async stop() {
      const ending = [...workers]
      for (const worker of ending) end(worker)
      await Promise.all(ending.map(({ ended }) => ended))
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
    note: { fa: '', en: '' },
  },
}
