import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { fakeClock, newJournalPath, openTestEngine, tokenKeeper, until } from './open-test-engine.ts'
import { callbackOf, machineOf, taskOf, tokenIn } from './test-machines.ts'

const never = () => new Promise<never>(() => undefined)
const output = '{"next":"close"}'

describe('An engine that opens the journal of one that did not stop', () => {
  it('calls a function again that had not answered, with the same token', async () => {
    const journal = newJournalPath()
    const tokens: string[] = []
    const definition = machineOf({ Hold: callbackOf() })
    const first = openTestEngine({
      definition,
      journal,
      invoke: (_, payload) => {
        tokens.push(tokenIn(payload))
        return never()
      },
    })
    await first.start()
    await until(() => tokens.length === 1)

    const keeper = tokenKeeper()
    const second = openTestEngine({ definition, journal, invoke: keeper.invoke })
    await second.engine.resume()
    await second.untilEvent('TaskSubmitted')
    expect(keeper.tokens).toEqual(tokens)
    await second.call('SendTaskSuccess', { taskToken: keeper.latest(), output })
    expect(await second.ended()).toMatchObject({ status: 'SUCCEEDED', output })
    expect((await second.types()).filter((type) => type === 'TaskScheduled')).toHaveLength(1)
    await first.engine.stop()
    await second.engine.stop()
  })

  it('waits on for a token whose function had answered, without calling it again', async () => {
    const journal = newJournalPath()
    const keeper = tokenKeeper()
    const definition = machineOf({ Hold: callbackOf() })
    const first = openTestEngine({ definition, journal, invoke: keeper.invoke })
    await first.start()
    await first.untilEvent('TaskSubmitted')

    const second = openTestEngine({ definition, journal, invoke: keeper.invoke })
    await second.engine.resume()
    expect(await second.call('SendTaskSuccess', { taskToken: keeper.latest(), output })).toEqual({})
    expect((await second.ended()).status).toBe('SUCCEEDED')
    expect(keeper.tokens).toHaveLength(1)
    await first.engine.stop()
    await second.engine.stop()
  })

  it('takes the journal over: the earlier engine neither writes nor answers any more', async () => {
    const journal = newJournalPath()
    const keeper = tokenKeeper()
    const definition = machineOf({ Hold: callbackOf() })
    const first = openTestEngine({ definition, journal, invoke: keeper.invoke })
    await first.start()
    await first.untilEvent('TaskSubmitted')
    const second = openTestEngine({ definition, journal, invoke: keeper.invoke })
    const late = await first.engine.handle('AWSStepFunctions.SendTaskSuccess', {
      taskToken: keeper.latest(),
      output,
    })
    expect(late.status).toBe(503)
    expect((await second.describe()).status).toBe('RUNNING')
    await first.engine.stop()
    await second.engine.stop()
  })

  it('fires timers that fell due meanwhile, before it calls anything', async () => {
    const journal = newJournalPath()
    const clock = fakeClock()
    const calls: unknown[] = []
    const definition = machineOf({
      Work: taskOf({ TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Hold' }] }),
      Hold: { Type: 'Wait', Seconds: 60, End: true },
    })
    const invoke = (_: string, payload: unknown) => {
      calls.push(payload)
      return never()
    }
    const first = openTestEngine({ definition, journal, clock, invoke })
    await first.start()
    await until(() => calls.length === 1)
    const second = openTestEngine({ definition, journal, clock, invoke })
    clock.advance(60_000)
    await second.engine.resume()
    await second.untilEvent('WaitStateEntered')
    expect(calls).toHaveLength(1)

    const third = openTestEngine({ definition, journal, clock, invoke })
    clock.advance(60_000)
    await third.engine.resume()
    expect((await third.ended()).status).toBe('SUCCEEDED')
    for (const { engine } of [first, second, third]) await engine.stop()
  })

  it('finishes an execution by the definition that it was started with', async () => {
    const journal = newJournalPath()
    const keeper = tokenKeeper()
    const Done = { Type: 'Succeed', Output: 'old' }
    const first = openTestEngine({
      definition: machineOf({ Hold: callbackOf({ Next: 'Done' }), Done }),
      journal,
      invoke: keeper.invoke,
    })
    await first.start()
    await first.untilEvent('TaskSubmitted')
    await first.engine.stop()

    const second = openTestEngine({
      definition: machineOf({ Other: { Type: 'Succeed', Output: 'new' } }),
      journal,
    })
    await second.engine.resume()
    await second.call('SendTaskSuccess', { taskToken: keeper.latest(), output })
    await second.start({}, 'another')
    expect((await second.ended()).output).toBe('"old"')
    expect((await second.ended('another')).output).toBe('"new"')
    await second.engine.stop()
  })

  it('answers 503 after stop, and lets the process end', async () => {
    const bench = openTestEngine({ definition: machineOf({ Done: { Type: 'Succeed' } }) })
    await bench.run()
    await bench.engine.stop()
    await bench.engine.stop()
    bench.engine.wake()
    expect((await bench.engine.handle('AWSStepFunctions.ListExecutions', {})).status).toBe(503)
    expect(bench.engine.trace('case')).toBeUndefined()
  })
})

const messageSchema = z.object({ said: z.string(), detail: z.unknown() })

/** A process of its own that runs three callback tasks in a row and completes each itself. */
async function runVictim(journal: string, killAt: number | undefined) {
  const path = fileURLToPath(new URL('./kill-victim.ts', import.meta.url))
  const child = spawn(process.execPath, [path, journal], { stdio: ['ignore', 'pipe', 'inherit'] })
  const messages: z.infer<typeof messageSchema>[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    messages.push(messageSchema.parse(JSON.parse(line)))
    if (messages.length === killAt) child.kill('SIGKILL')
  }
  return messages
}

describe('A process that is killed', () => {
  it('loses no acknowledged result and never changes an open token, wherever it is killed', async () => {
    const whole = await runVictim(newJournalPath(), undefined)
    expect(whole.at(-1)).toEqual({ said: 'ended', detail: { status: 'SUCCEEDED', output: '3' } })
    for (let killAt = 1; killAt < whole.length; killAt += 1) {
      const journal = newJournalPath()
      const before = await runVictim(journal, killAt)
      const after = await runVictim(journal, undefined)
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
