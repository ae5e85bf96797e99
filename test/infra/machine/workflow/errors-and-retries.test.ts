import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesError, planRetry } from '#infra/machine/workflow/advance.ts'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { openTestEngine, until } from './open-test-engine.ts'
import { machineOf, taskOf } from './test-machines.ts'

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

const caught = { Type: 'Pass', End: true }

describe('Retry', () => {
  it('calls again after growing intervals and counts them in the context', async () => {
    const work = failing('Busy', 'Busy', 'Busy')
    const Retry = [
      { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3, MaxDelaySeconds: 10 },
    ]
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ Retry }, '{% $states.context.State.RetryCount %}') }),
      invoke: work.invoke,
    })
    await bench.start()
    await bench.untilEvent('TaskFailed')
    await bench.untilTimer()
    for (const [attempt, seconds] of [2, 6, 10].entries()) {
      await bench.advance(seconds * 1000 - 1)
      expect(work.calls).toHaveLength(attempt + 1)
      await bench.advance(1)
      await until(() => work.calls.length === attempt + 2)
      if (attempt === 2) break
      await bench.untilEvent('TaskFailed', attempt + 2)
      await bench.untilTimer()
    }
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    expect(work.calls).toEqual([0, 1, 2, 3])
    expect((await bench.types()).filter((type) => type === 'TaskStateEntered')).toHaveLength(1)
    expect((await bench.types()).filter((type) => type === 'TaskScheduled')).toHaveLength(4)
    await bench.engine.stop()
  })

  it('gives up after the attempts of the retrier that lists the error', async () => {
    const work = failing('Busy', 'Busy', 'Busy')
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 }]
    const bench = openTestEngine({ definition: machineOf({ Work: taskOf({ Retry }) }), invoke: work.invoke })
    await bench.start()
    await bench.untilEvent('TaskFailed')
    await bench.untilTimer()
    await bench.advance(1000)
    expect(await bench.ended()).toMatchObject({ status: 'FAILED', error: 'Busy' })
    expect(work.calls).toHaveLength(2)
    await bench.engine.stop()
  })

  it('does not repeat a task that succeeded when its Output fails', async () => {
    const work = failing()
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 5 }]
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }]
    const bench = openTestEngine({
      definition: machineOf({
        Work: taskOf({ Retry, Catch, Output: '{% $states.result.nothing %}', Next: 'Caught' }),
        Caught: caught,
      }),
      invoke: work.invoke,
    })
    const { status, output } = await bench.run()
    expect(status).toBe('SUCCEEDED')
    expect(JSON.parse(output ?? '')).toMatchObject({ Error: 'States.QueryEvaluationError' })
    expect(work.calls).toHaveLength(1)
    await bench.engine.stop()
  })

  const retrier = { ErrorEquals: ['E'], IntervalSeconds: 2, MaxAttempts: 8, BackoffRate: 2 }

  it('spreads the delay over all of it with full jitter', () => {
    const retriers = [{ ...retrier, JitterStrategy: 'FULL' as const }]
    const delays = [0, 0.5, 1].map((random) => planRetry(retriers, 'E', [3], () => random)?.delayMs)
    expect(delays).toEqual([0, 8000, 16_000])
  })

  it('never waits longer than MaxDelaySeconds, nor shorter than the time before without jitter', () => {
    assert(
      property(integer({ min: 0, max: 6 }), integer({ min: 1, max: 600 }), (used, most) => {
        const plan = (count: number) =>
          planRetry([{ ...retrier, JitterStrategy: 'NONE', MaxDelaySeconds: most }], 'E', [count], () => 1)
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
    [['States.ALL'], 'Anything', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.ALL'], 'States.Runtime', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.TaskFailed'], 'Anything', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed'], 'States.HeartbeatTimeout', false],
    [['States.Timeout'], 'States.HeartbeatTimeout', true],
    [['States.HeartbeatTimeout'], 'States.Timeout', false],
    [['Busy', 'Idle'], 'Idle', true],
    [['Busy'], 'Idle', false],
  ])('%j against %s: %s', (names, error, expected) => {
    expect(matchesError(names, error)).toBe(expected)
  })
})

const tooLarge = async () => 'x'.repeat(262_144)

function machineCatching(error: string) {
  const Catch = [{ ErrorEquals: [error], Next: 'Caught' }]
  return machineOf({ Work: taskOf({ Catch }), Caught: caught })
}

describe('Catch', () => {
  it('goes on at the first catcher that lists the error, with its Output and Assign', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Wrong' },
      {
        ErrorEquals: ['States.TaskFailed'],
        Next: 'Caught',
        Output: { error: '{% $states.errorOutput.Error %}', input: '{% $states.input %}' },
        Assign: { cause: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
      },
    ]
    const bench = openTestEngine({
      definition: machineOf({
        Work: taskOf({ Catch }),
        Wrong: { Type: 'Fail' },
        Caught: { Type: 'Pass', Output: { in: '{% $states.input %}', cause: '{% $cause %}' }, End: true },
      }),
      invoke: failing('Busy').invoke,
    })
    const { output } = await bench.run({ n: 1 })
    expect(JSON.parse(output ?? '')).toEqual({ in: { error: 'Busy', input: { n: 1 } }, cause: 'failure 1' })
    await bench.engine.stop()
  })

  it('catches arguments that cannot be evaluated, without calling the function', async () => {
    const work = failing()
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }]
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ Catch }, '{% $states.input.missing %}'), Caught: caught }),
      invoke: work.invoke,
    })
    const { output } = await bench.run()
    expect(output).toContain("'$states.input.missing' specified for the field 'Arguments/Payload'")
    expect(work.calls).toHaveLength(0)
    expect(await bench.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'EvaluationFailed',
      'TaskStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ])
    await bench.engine.stop()
  })

  it("fails the execution when the catcher's own Output cannot be evaluated", async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $states.result %}' }]
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ Catch }), Caught: caught }),
      invoke: failing('Busy').invoke,
    })
    expect(await bench.run()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    await bench.engine.stop()
  })

  it('lets States.ALL not catch a result that is too large, but its own name', async () => {
    const loose = openTestEngine({ definition: machineCatching('States.ALL'), invoke: tooLarge })
    expect(await loose.run()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
    const named = openTestEngine({
      definition: machineCatching('States.DataLimitExceeded'),
      invoke: tooLarge,
    })
    expect((await named.run()).status).toBe('SUCCEEDED')
    await loose.engine.stop()
    await named.engine.stop()
  })
})

describe('Timeouts', () => {
  it('ends a task whose function does not answer in time and ignores its late answer', async () => {
    const answer = Promise.withResolvers<string>()
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }]
    const bench = openTestEngine({
      definition: machineOf({
        Work: taskOf({ TimeoutSeconds: '{% $states.input.s %}', Catch }),
        Caught: caught,
      }),
      invoke: () => answer.promise,
    })
    await bench.start({ s: 5 })
    await bench.untilEvent('TaskStarted')
    await bench.advance(4999)
    expect((await bench.describe()).status).toBe('RUNNING')
    await bench.advance(1)
    const { output } = await bench.ended()
    expect(JSON.parse(output ?? '')).toEqual({ Error: 'States.Timeout', Cause: '' })
    const before = await bench.types()
    expect(before).toContain('TaskTimedOut')
    answer.resolve('late')
    await bench.advance(0)
    expect(await bench.types()).toEqual(before)
    await bench.engine.stop()
  })

  it('ends an execution at the machine’s own timeout', async () => {
    const definition = machineOf({ Hold: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 10 })
    const bench = openTestEngine({ definition })
    await bench.start()
    await bench.untilEvent('WaitStateEntered')
    await bench.advance(10_000)
    expect(await bench.ended()).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' })
    expect((await bench.types()).at(-1)).toBe('ExecutionTimedOut')
    await bench.engine.stop()
  })

  it('stops a loop that never ends at the largest history', async () => {
    const definition = machineOf({
      Turn: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Back' }], Default: 'Out' },
      Back: { Type: 'Pass', Next: 'Turn' },
      Out: { Type: 'Succeed' },
    })
    const bench = openTestEngine({ definition })
    await bench.start()
    while ((await bench.describe()).status === 'RUNNING')
      await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await bench.describe()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
    await bench.engine.stop()
  })
})
