import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { afterAll } from 'vitest'
import * as z from 'zod'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { executionArn, stateMachineArn, tokenIn } from './test-machines.ts'

type Invoke = (functionName: string, payload: unknown) => Promise<unknown>

const eventSchema = z.looseObject({
  id: z.number(),
  type: z.string(),
  timestamp: z.number(),
  previousEventId: z.number(),
})
const descriptionSchema = z.looseObject({
  status: z.string(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
})

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** In a folder of its own, which goes when the file's tests are over. */
export function newJournalPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tasvib-workflow-'))
  folders.push(folder)
  return join(folder, 'journal.sqlite')
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

/** A real engine on a real journal, with a fake clock and a fake function. */
export function openTestEngine(options: {
  definition: unknown
  invoke?: Invoke
  journal?: string
  clock?: ReturnType<typeof fakeClock>
  random?: () => number
}) {
  const clock = options.clock ?? fakeClock()
  const journal = options.journal ?? newJournalPath()
  const engine = openWorkflowEngine({
    definition: options.definition,
    stateMachineArn,
    journal,
    invoke: options.invoke ?? (async () => null),
    now: clock.now,
    random: options.random ?? (() => 1),
  })

  /** The answer's body; an error's name stands in `__type`. */
  async function call(operation: string, body: unknown): Promise<Record<string, unknown>> {
    const answer = await engine.handle(`AWSStepFunctions.${operation}`, body)
    return z.record(z.string(), z.unknown()).parse(answer.body)
  }

  async function describe(name = 'case') {
    return descriptionSchema.parse(await call('DescribeExecution', { executionArn: executionArn(name) }))
  }

  async function history(name = 'case') {
    const body = await call('GetExecutionHistory', { executionArn: executionArn(name), maxResults: 1000 })
    return z.array(eventSchema).parse(body['events'])
  }

  async function types(name = 'case') {
    return (await history(name)).map(({ type }) => type)
  }

  async function start(input: unknown = {}, name = 'case') {
    return await call('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) })
  }

  /** Waits until the execution is no longer running. */
  async function ended(name = 'case') {
    await until(async () => (await describe(name)).status !== 'RUNNING')
    return await describe(name)
  }

  async function run(input: unknown = {}) {
    await start(input)
    return await ended()
  }

  async function untilEvent(type: string, count = 1, name = 'case') {
    await until(async () => (await types(name)).filter((each) => each === type).length >= count)
  }

  /** Waits until the execution has nothing to do but wait. */
  async function untilTimer(name = 'case') {
    const database = new DatabaseSync(journal, { readOnly: true })
    const query = database.prepare('SELECT due_at FROM executions WHERE name = ?')
    await until(() => typeof query.get(name)?.['due_at'] === 'number')
    database.close()
  }

  /** Moves the clock, fires what is due, and lets its first steps happen. */
  async function advance(ms: number) {
    clock.advance(ms)
    engine.wake()
    await setTimeout(20)
  }

  return {
    engine,
    clock,
    journal,
    call,
    describe,
    history,
    types,
    start,
    ended,
    run,
    untilEvent,
    untilTimer,
    advance,
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
