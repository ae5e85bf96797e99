import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { openDatabase } from '#infra/machine/store/database.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { machineWorkflow } from '#infra/machine/workflow/machine-workflow.ts'
import { fakeClock, newDatabaseFile, openTestEngine, tokenKeeper, until } from './open-test-engine.ts'
import { callbackOf, machineOf, taskOf, tokenIn } from './test-machines.ts'

const never = () => new Promise<never>(() => undefined)

describe('An engine that opens the database of one that did not stop', () => {
  it('calls a function again that had not answered, with the same token', async () => {
    const file = newDatabaseFile()
    const tokens: string[] = []
    const definition = machineOf({ Hold: callbackOf() })
    const first = openTestEngine({
      definition,
      file,
      invoke: (_, payload) => {
        tokens.push(tokenIn(payload))
        return never()
      },
    })
    await first.start()
    await until(() => tokens.length === 1)
    await first.stop()

    const keeper = tokenKeeper()
    const second = openTestEngine({ definition, file, invoke: keeper.invoke })
    await second.untilEvent('TaskSubmitted')
    expect(keeper.tokens).toEqual(tokens)
    expect(await second.workflow.resume(keeper.latest(), 'close')).toBe('resumed')
    expect(await second.ended()).toMatchObject({ status: 'SUCCEEDED', stateInput: { next: 'close' } })
    expect(second.types().filter((type) => type === 'TaskScheduled')).toHaveLength(1)
    await second.stop()
  })

  it('waits on for a token whose function had answered, without calling it again', async () => {
    const file = newDatabaseFile()
    const keeper = tokenKeeper()
    const definition = machineOf({ Hold: callbackOf() })
    const first = openTestEngine({ definition, file, invoke: keeper.invoke })
    await first.start()
    await first.untilEvent('TaskSubmitted')
    await first.stop()

    const second = openTestEngine({ definition, file, invoke: keeper.invoke })
    expect(await second.workflow.resume(keeper.latest(), 'close')).toBe('resumed')
    expect((await second.ended()).status).toBe('SUCCEEDED')
    expect(keeper.tokens).toHaveLength(1)
    await second.stop()
  })

  it('fires timers that fell due meanwhile, before it calls anything', async () => {
    const file = newDatabaseFile()
    const clock = fakeClock()
    const calls: unknown[] = []
    const definition = machineOf({
      Work: taskOf({ TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Done' }] }),
    })
    const invoke = (_: string, payload: unknown) => {
      calls.push(payload)
      return never()
    }
    const first = openTestEngine({ definition, file, clock, invoke })
    await first.start()
    await until(() => calls.length === 1)
    await first.stop()

    clock.advance(60_000)
    const second = openTestEngine({ definition, file, clock, invoke })
    expect((await second.ended()).status).toBe('SUCCEEDED')
    expect(calls).toHaveLength(1)
    await second.stop()
  })

  it('finishes an execution by the definition that it was started with', async () => {
    const file = newDatabaseFile()
    const keeper = tokenKeeper()
    const first = openTestEngine({
      definition: machineOf({ Hold: callbackOf({ Output: { was: 'old' } }) }),
      file,
      invoke: keeper.invoke,
    })
    await first.start()
    await first.untilEvent('TaskSubmitted')
    await first.stop()

    const second = openTestEngine({ definition: machineOf({ Other: callbackOf({}) }), file })
    await second.workflow.resume(keeper.latest(), 'close')
    await second.start('another', 'another')
    expect((await second.ended()).stateInput).toEqual({ was: 'old' })
    expect(second.found('another').state).toBe('Other')
    await second.stop()
  })

  it('is refused where an execution that runs keeps to a definition with parts that are unknown here', async () => {
    const file = newDatabaseFile()
    const definition = machineOf({ Hold: callbackOf() })
    const first = openTestEngine({ definition, file, invoke: never })
    await first.start()
    first.database.sql.run`UPDATE definitions SET source = replace(source, 'Succeed', 'Parallel')`
    await first.stop()
    expect(() => openTestEngine({ definition, file })).toThrow('State "Done", field "Type": "Parallel"')
  })

  it('lets the process end after stop, and does nothing any more', async () => {
    const bench = openTestEngine({ definition: machineOf({ Hold: callbackOf() }) })
    await bench.engine.stop()
    await bench.engine.stop()
    await bench.start()
    bench.engine.wake()
    expect(bench.types()).toEqual(['ExecutionStarted'])
  })
})

describe('A step that another process has committed', () => {
  it('is gone on with by the engine that runs', async () => {
    const file = newDatabaseFile()
    const keeper = tokenKeeper()
    const definition = machineOf({ Hold: callbackOf() })
    const bench = openTestEngine({ definition, file, invoke: keeper.invoke })
    await bench.start()
    await bench.untilEvent('TaskSubmitted')
    const database = openDatabase(file)
    const { now } = bench.clock
    const beside = machineWorkflow({ journal: journalIn(database, now), definition, now })
    expect(await beside.start({ name: 'another', reference: 'another' })).toBe('started')
    expect(await beside.resume(keeper.latest(), 'close')).toBe('resumed')
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    await bench.untilEvent('TaskSubmitted', 1, 'another')
    database.close()
    await bench.stop()
  })
})

const messageSchema = z.object({ said: z.string(), detail: z.unknown() })

/** A process of its own that runs three callback tasks in a row and completes each itself. */
async function runVictim(file: string, killAt: number | undefined) {
  const path = fileURLToPath(new URL('./kill-victim.ts', import.meta.url))
  const child = spawn(process.execPath, [path, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const messages: z.infer<typeof messageSchema>[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    messages.push(messageSchema.parse(JSON.parse(line)))
    if (messages.length === killAt) child.kill('SIGKILL')
  }
  return messages
}

describe('A process that is killed', () => {
  it('loses no acknowledged result and never changes an open token, after whichever step it is killed', async () => {
    const whole = await runVictim(newDatabaseFile(), undefined)
    expect(whole.at(-1)).toEqual({ said: 'ended', detail: { status: 'SUCCEEDED', tasks: 3 } })
    for (let killAt = 1; killAt < whole.length; killAt += 1) {
      const file = newDatabaseFile()
      const before = await runVictim(file, killAt)
      const after = await runVictim(file, undefined)
      expect(after.at(-1), `killed at message ${killAt}`).toEqual(whole.at(-1))
      const said = (messages: typeof before, what: string) =>
        messages.filter((message) => message.said === what).map((message) => JSON.stringify(message.detail))
      const acknowledged = said(before, 'acknowledged')
      // What was acknowledged is not asked for again.
      expect(said(after, 'called').filter((token) => acknowledged.includes(token))).toEqual([])
      const tokens = new Set([...said(before, 'called'), ...said(after, 'called')])
      expect(tokens.size, `killed at message ${killAt}`).toBe(3)
    }
  })
})
