import { describe, expect, it } from 'vitest'
import { newTaskToken } from '#infra/machine/workflow/driver.ts'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { openTestEngine, tokenKeeper, until } from './open-test-engine.ts'
import { callbackOf, machineOf, retryOf, tokenIn } from './test-machines.ts'

async function waiting(fields: Record<string, unknown> = {}) {
  const keeper = tokenKeeper()
  const bench = openTestEngine({ definition: machineOf({ Hold: callbackOf(fields) }), invoke: keeper.invoke })
  await bench.start()
  await bench.untilEvent('TaskSubmitted')
  return { ...bench, keeper, resume: () => bench.workflow.resume(keeper.latest(), 'review') }
}

describe('A task that waits for its token', () => {
  it('goes on with the step that the token brings, which is on the disk when it is answered', async () => {
    const bench = await waiting()
    expect(await bench.resume()).toBe('resumed')
    expect(bench.types()).toContain('TaskSucceeded')
    expect(await bench.ended()).toMatchObject({ status: 'SUCCEEDED', stateInput: { next: 'review' } })
    expect(bench.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ])
    await bench.stop()
  })

  it('times out into its catcher', async () => {
    const bench = await waiting({
      TimeoutSeconds: 60,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Done' }],
    })
    await bench.advance(60_000)
    expect((await bench.ended()).stateInput).toEqual({ Error: 'States.Timeout', Cause: '' })
    await bench.stop()
  })

  it('takes a token that comes back before the function has answered', async () => {
    const gate = Promise.withResolvers<void>()
    const bench = openTestEngine({
      definition: machineOf({ Hold: callbackOf() }),
      invoke: async (_, payload) => {
        expect(await bench.workflow.resume(tokenIn(payload), 'review')).toBe('resumed')
        await gate.promise
        throw new InvokeError('TooLate', 'the function fails after it sent its token')
      },
    })
    expect((await bench.run()).status).toBe('SUCCEEDED')
    const before = bench.types()
    gate.resolve()
    await bench.advance(0)
    expect(bench.types()).toEqual(before)
    expect(before).not.toContain('TaskSubmitted')
    await bench.stop()
  })

  it('is not called again once its token came back, even if the function then fails', async () => {
    let calls = 0
    const bench = openTestEngine({
      definition: machineOf({ Hold: callbackOf({ Retry: [retryOf('States.TaskFailed')] }) }),
      invoke: async (_, payload) => {
        calls += 1
        await bench.workflow.resume(tokenIn(payload), 'review')
        throw new InvokeError('Failed', 'after the token')
      },
    })
    expect((await bench.run()).status).toBe('SUCCEEDED')
    await bench.advance(10_000)
    expect(calls).toBe(1)
    await bench.stop()
  })

  it('gives each attempt its own token; the earlier one is over', async () => {
    const tokens: string[] = []
    const bench = openTestEngine({
      definition: machineOf({ Hold: callbackOf({ Retry: [retryOf('Busy')] }) }),
      invoke: async (_, payload) => {
        tokens.push(tokenIn(payload))
        if (tokens.length === 1) throw new InvokeError('Busy', 'once')
      },
    })
    const resume = (nth: number) => bench.workflow.resume(tokens[nth] ?? '', 'review')
    await bench.start()
    await bench.untilEvent('TaskFailed')
    expect(await resume(0)).toBe('gone')
    await bench.untilTimer()
    await bench.advance(1000)
    await until(() => tokens.length === 2)
    expect(tokens[1]).not.toBe(tokens[0])
    await bench.untilEvent('TaskSubmitted')
    expect(await resume(0)).toBe('gone')
    expect(bench.found().status).toBe('RUNNING')
    expect(await resume(1)).toBe('resumed')
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    await bench.stop()
  })
})

describe('A token that nothing waits for', () => {
  it('is gone: unknown, none at all, used, or of an execution that is over', async () => {
    const bench = await waiting()
    for (const token of [newTaskToken(), 'not a token', ''])
      expect(await bench.workflow.resume(token, 'review')).toBe('gone')
    expect([await bench.resume(), await bench.resume()]).toEqual(['resumed', 'gone'])
    await bench.ended()
    expect(await bench.resume()).toBe('gone')
    await bench.stop()
  })

  it('is gone after its task’s time although no timer has fired yet', async () => {
    const bench = await waiting({ TimeoutSeconds: 60 })
    bench.clock.advance(60_000)
    expect(await bench.resume()).toBe('gone')
    await bench.stop()
  })

  it('counts one of a hundred identical answers', async () => {
    const bench = await waiting()
    const answers = await Promise.all(Array.from({ length: 100 }, () => bench.resume()))
    expect(answers.filter((answer) => answer === 'resumed')).toHaveLength(1)
    await bench.ended()
    expect(bench.types().filter((type) => type === 'TaskSucceeded')).toHaveLength(1)
    await bench.stop()
  })
})

describe('A start', () => {
  it('is the same for the same name and reference while it runs, and refused otherwise', async () => {
    const bench = await waiting()
    expect(await bench.start()).toBe('started')
    expect(await bench.start('another reference')).toBe('name-used')
    expect(await bench.workflow.isRunning('case')).toBe(true)
    await bench.resume()
    await bench.ended()
    expect(await bench.start()).toBe('name-used')
    expect(await bench.workflow.isRunning('case')).toBe(false)
    expect(await bench.workflow.isRunning('nobody')).toBe(false)
    await bench.stop()
  })

  it('makes one execution of a hundred at once', async () => {
    const bench = openTestEngine({ definition: machineOf({ Hold: callbackOf() }) })
    await Promise.all(Array.from({ length: 100 }, () => bench.start()))
    expect(bench.journal.newest(9)).toHaveLength(1)
    expect(bench.types().filter((type) => type === 'ExecutionStarted')).toHaveLength(1)
    await bench.stop()
  })
})
