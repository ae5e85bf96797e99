import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { matchesError, planRetry } from '#infra/machine/workflow/retries.ts'
import { openTestEngine, until } from './open-test-engine.ts'
import { machineOf, retryOf, taskOf } from './test-machines.ts'

/** A function that fails with the given error types in turn, and then answers. */
function failing(...errorTypes: string[]) {
  const calls: unknown[] = []
  const invoke = async (_: string, payload: unknown) => {
    const errorType = errorTypes[calls.length]
    calls.push(payload)
    if (errorType !== undefined) throw new InvokeError(errorType, `failure ${calls.length}`)
    return 'well'
  }
  return { calls, invoke }
}

const turn = (to: string) => ({
  Type: 'Choice',
  Choices: [{ Condition: "{% $states.input.reference = 'out' %}", Next: 'Done' }],
  Default: to,
})

describe('Retry', () => {
  it('calls again after growing intervals', async () => {
    const work = failing('Busy', 'Busy', 'Busy')
    const Retry = [retryOf('Busy', { IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10 })]
    const bench = openTestEngine({ definition: machineOf({ Work: taskOf({ Retry }) }), invoke: work.invoke })
    await bench.start()
    for (const [attempt, seconds] of [2, 6, 10].entries()) {
      await until(() => bench.found().position.at === 'backoff')
      await bench.advance(seconds * 1000 - 1)
      expect(work.calls).toHaveLength(attempt + 1)
      await bench.advance(1)
      await until(() => work.calls.length === attempt + 2)
    }
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    expect(bench.types().filter((type) => type === 'TaskStateEntered')).toHaveLength(1)
    expect(bench.types().filter((type) => type === 'TaskScheduled')).toHaveLength(4)
    await bench.stop()
  })

  it('gives up after the attempts of the retrier that lists the error', async () => {
    const work = failing('Busy', 'Busy', 'Busy')
    const Retry = [retryOf('Busy', { MaxAttempts: 1 })]
    const bench = openTestEngine({ definition: machineOf({ Work: taskOf({ Retry }) }), invoke: work.invoke })
    await bench.start()
    await until(() => bench.found().position.at === 'backoff')
    await bench.advance(1000)
    expect(await bench.ended()).toMatchObject({ status: 'FAILED', error: 'Busy' })
    expect(work.calls).toHaveLength(2)
    await bench.stop()
  })

  it('does not repeat a task that succeeded when its Output fails', async () => {
    const work = failing()
    const bench = openTestEngine({
      definition: machineOf({
        Work: taskOf({
          Retry: [retryOf('States.TaskFailed')],
          Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Done' }],
          Output: { next: '{% $states.result.nothing %}' },
        }),
      }),
      invoke: work.invoke,
    })
    const { status, stateInput } = await bench.run()
    expect(status).toBe('SUCCEEDED')
    expect(stateInput).toMatchObject({ Error: 'States.QueryEvaluationError' })
    expect(work.calls).toHaveLength(1)
    await bench.stop()
  })

  const retrier = { ErrorEquals: ['E'], IntervalSeconds: 2, MaxAttempts: 8, BackoffRate: 2 }
  const full = { ...retrier, MaxDelaySeconds: 9_999, JitterStrategy: 'FULL' as const }

  it('spreads the delay over all of it with full jitter', () => {
    const delays = [0, 0.5, 1].map((random) => planRetry([full], 'E', [3], () => random)?.delayMs)
    expect(delays).toEqual([0, 8000, 16_000])
  })

  it('counts each retrier by itself', () => {
    const both = [full, { ...full, ErrorEquals: ['F'], MaxAttempts: 1 }]
    expect(planRetry(both, 'F', [8, 0], () => 1)?.counts).toEqual([8, 1])
    expect(planRetry(both, 'E', [8, 1], () => 1)).toBeUndefined()
    expect(planRetry(both, 'F', [0, 1], () => 1)).toBeUndefined()
  })

  it('never waits longer than MaxDelaySeconds, nor shorter than the time before but for its jitter', () => {
    assert(
      property(integer({ min: 0, max: 6 }), integer({ min: 1, max: 600 }), (used, most) => {
        const plan = (count: number) => planRetry([{ ...full, MaxDelaySeconds: most }], 'E', [count], () => 1)
        const [now, later] = [plan(used), plan(used + 1)]
        expect(now?.delayMs).toBeLessThanOrEqual(most * 1000)
        expect(later?.delayMs).toBeGreaterThanOrEqual(now?.delayMs ?? Number.NaN)
        expect(now?.counts).toEqual([used + 1])
      }),
    )
  })
})

describe('Error names', () => {
  it.each([
    [['States.TaskFailed'], 'Anything', true],
    [['States.TaskFailed'], 'States.QueryEvaluationError', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed'], 'States.DataLimitExceeded', false],
    [['States.TaskFailed'], 'States.Runtime', false],
    [['States.Timeout'], 'States.Timeout', true],
    [['Busy', 'Idle'], 'Idle', true],
    [['Busy'], 'Idle', false],
  ])('%j against %s: %s', (names, error, expected) => {
    expect(matchesError(names, error)).toBe(expected)
  })
})

describe('Catch', () => {
  it('goes on at the first catcher that lists the error, and tells which it was', async () => {
    const bench = openTestEngine({
      definition: machineOf({
        Work: taskOf({
          Catch: [
            { ErrorEquals: ['Other'], Next: 'Wrong' },
            { ErrorEquals: ['States.TaskFailed'], Next: 'Done' },
          ],
        }),
        Wrong: { Type: 'Fail', Error: 'Wrong', Cause: '' },
      }),
      invoke: failing('Busy').invoke,
    })
    expect((await bench.run()).stateInput).toEqual({
      Error: 'Busy',
      Cause: expect.stringContaining('failure 1'),
    })
    await bench.stop()
  })

  it('catches arguments that cannot be evaluated, without calling the function', async () => {
    const work = failing()
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'Done' }]
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ Catch }, { a: '{% $states.input.missing %}' }) }),
      invoke: work.invoke,
    })
    expect((await bench.run()).stateInput).toMatchObject({
      Cause: 'The expression {% $states.input.missing %} yields nothing',
    })
    expect(work.calls).toHaveLength(0)
    expect(bench.types().slice(0, 4)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'EvaluationFailed',
      'TaskStateExited',
    ])
    await bench.stop()
  })

  it('does not let States.TaskFailed stand for a result that is too large', async () => {
    const bench = openTestEngine({
      definition: machineOf({
        Work: taskOf({
          Retry: [retryOf('States.TaskFailed')],
          Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Done' }],
        }),
      }),
      invoke: async () => 'x'.repeat(262_144),
    })
    expect(await bench.run()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
    await bench.stop()
  })
})

describe('Timeouts', () => {
  it('ends a task whose function does not answer in time and ignores its late answer', async () => {
    const answer = Promise.withResolvers<string>()
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Done' }]
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ TimeoutSeconds: 5, Catch }) }),
      invoke: () => answer.promise,
    })
    await bench.start()
    await bench.untilEvent('TaskScheduled')
    await bench.advance(4999)
    expect(bench.found().status).toBe('RUNNING')
    await bench.advance(1)
    expect((await bench.ended()).stateInput).toEqual({ Error: 'States.Timeout', Cause: '' })
    const before = bench.types()
    expect(before).toContain('TaskTimedOut')
    answer.resolve('late')
    await bench.advance(0)
    expect(bench.types()).toEqual(before)
    await bench.stop()
  })

  it('fires by itself within the polling interval', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ TimeoutSeconds: 5 }) }),
      invoke: () => new Promise<never>(() => undefined),
    })
    await bench.start()
    await bench.untilEvent('TaskScheduled')
    bench.clock.advance(5_000)
    expect(await bench.ended()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    await bench.stop()
  })

  it('stops a loop that never ends at the largest history', async () => {
    const bench = openTestEngine({ definition: machineOf({ Turn: turn('Back'), Back: turn('Turn') }) })
    await bench.start()
    expect(await bench.ended()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
    expect(bench.found().lastEvent).toBeLessThanOrEqual(25_000)
    await bench.stop()
  })
})
