import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { openDatabase } from '#infra/machine/store/database.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { tokenIn } from './test-machines.ts'

type Invoke = (functionName: string, payload: unknown) => Promise<unknown>

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** In a folder of its own, which goes when the file's tests are over. */
export function newDatabaseFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tasvib-workflow-'))
  folders.push(folder)
  return join(folder, 'tasvib.sqlite')
}

/** A clock that stands still until it is told. */
export function fakeClock(start = Date.UTC(2026, 0, 5, 8)) {
  let ms = start
  return {
    now: () => ms,
    advance: (by: number) => {
      ms += by
    },
  }
}

/** A real engine on a real database, with a fake clock and a fake function. */
export function openTestEngine(options: {
  definition: unknown
  invoke?: Invoke
  file?: string
  clock?: ReturnType<typeof fakeClock>
  random?: () => number
}) {
  const clock = options.clock ?? fakeClock()
  const database = openDatabase(options.file ?? ':memory:')
  const journal = journalIn(database, clock.now)
  const engine = openWorkflowEngine({
    definition: options.definition,
    database,
    invoke: options.invoke ?? (async () => null),
    now: clock.now,
    random: options.random ?? (() => 1),
  })
  engine.resume()
  const { workflow } = engine

  const found = (name = 'case') => {
    const execution = journal.load(name)
    if (execution === undefined) throw new Error(`There is no execution ${name}`)
    return execution
  }
  const types = (name = 'case') => journal.events(name).map(({ type }) => type)
  const start = (reference = 'a reference', name = 'case') => workflow.start({ name, reference })

  /** Waits until the execution is no longer running. */
  async function ended(name = 'case') {
    await until(() => found(name).status !== 'RUNNING')
    return found(name)
  }

  async function run(reference?: string) {
    await start(reference)
    return await ended()
  }

  async function untilEvent(type: string, count = 1, name = 'case') {
    await until(() => types(name).filter((each) => each === type).length >= count)
  }

  /** Waits until the execution has nothing to do but wait. */
  async function untilTimer(name = 'case') {
    await until(() => ['backoff', 'callback', 'invocation'].includes(found(name).position.at))
  }

  /** Moves the clock, fires what is due, and lets its first steps happen. */
  async function advance(ms: number) {
    clock.advance(ms)
    engine.wake()
    await setTimeout(20)
  }

  async function stop() {
    await engine.stop()
    database.close()
  }

  return {
    engine,
    workflow,
    journal,
    database,
    clock,
    found,
    types,
    start,
    ended,
    run,
    untilEvent,
    untilTimer,
    advance,
    stop,
  }
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited too long for ${String(condition)}`)
    await setTimeout(5)
  }
}

/** Keeps the tokens that it is called with, and answers at once. */
export function tokenKeeper() {
  const tokens: string[] = []
  const invoke: Invoke = async (_, payload) => {
    tokens.push(tokenIn(payload))
    return { kept: true }
  }
  const latest = () => {
    const token = tokens.at(-1)
    if (token === undefined) throw new Error('no token was handed out')
    return token
  }
  return { tokens, invoke, latest }
}
