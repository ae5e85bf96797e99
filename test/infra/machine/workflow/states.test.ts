import { describe, expect, it } from 'vitest'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { openTestEngine } from './open-test-engine.ts'
import { callbackOf, machineOf, taskOf } from './test-machines.ts'

const done = { Type: 'Succeed' }

describe('Pass', () => {
  it('hands its input on when it has no Output', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Go: { Type: 'Pass', Next: 'Done' }, Done: done }),
    })
    expect(await bench.run({ a: 1 })).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' })
    expect(await bench.types()).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ])
    await bench.engine.stop()
  })

  it('evaluates expressions anywhere inside nested JSON', async () => {
    const Output = {
      list: [1, '{% $states.input.a + 1 %}'],
      deep: { text: 'as it is', sum: '{% $sum([1,2]) %}' },
    }
    const bench = openTestEngine({ definition: machineOf({ Go: { Type: 'Pass', Output, End: true } }) })
    const { output } = await bench.run({ a: 1 })
    expect(JSON.parse(output ?? '')).toEqual({ list: [1, 2], deep: { text: 'as it is', sum: 3 } })
    await bench.engine.stop()
  })

  it('assigns variables that later states see, evaluated against the earlier values', async () => {
    const definition = machineOf({
      First: { Type: 'Pass', Assign: { x: 1 }, Next: 'Second' },
      Second: {
        Type: 'Pass',
        Assign: { x: '{% $x + 1 %}', y: '{% $x * 10 %}' },
        Output: '{% $x %}',
        Next: 'Third',
      },
      Third: {
        Type: 'Pass',
        Output: { x: '{% $x %}', y: '{% $y %}', input: '{% $states.input %}' },
        End: true,
      },
    })
    const bench = openTestEngine({ definition })
    expect(JSON.parse((await bench.run()).output ?? '')).toEqual({ x: 2, y: 10, input: 1 })
    const exited = (await bench.history()).filter(({ type }) => type === 'PassStateExited')
    expect(exited[1]?.['stateExitedEventDetails']).toMatchObject({ assignedVariables: { x: '2', y: '10' } })
    await bench.engine.stop()
  })

  it('shows the execution, state and machine in the context', async () => {
    const definition = machineOf({ Go: { Type: 'Pass', Output: '{% $states.context %}', End: true } })
    const bench = openTestEngine({ definition })
    expect(JSON.parse((await bench.run({ a: 1 })).output ?? '')).toEqual({
      Execution: {
        Id: 'arn:aws:states:eu-central-1:000000000000:execution:Proposals:case',
        Input: { a: 1 },
        Name: 'case',
        RoleArn: 'arn:aws:iam::000000000000:role/Proposals',
        StartTime: '2026-01-05T08:00:00.000Z',
        RedriveCount: 0,
      },
      State: { Name: 'Go', EnteredTime: '2026-01-05T08:00:00.000Z', RetryCount: 0 },
      StateMachine: {
        Id: 'arn:aws:states:eu-central-1:000000000000:stateMachine:Proposals',
        Name: 'Proposals',
      },
    })
    await bench.engine.stop()
  })
})

describe('Choice', () => {
  const definition = machineOf({
    Pick: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n = 1 %}', Next: 'One', Output: 'rule', Assign: { by: 'rule' } },
        { Condition: '{% $states.input.n > 1 %}', Next: 'One' },
      ],
      Default: 'One',
      Output: 'default',
      Assign: { by: 'default' },
    },
    One: {
      Type: 'Pass',
      Output: { was: '{% $states.input %}', by: '{% $exists($by) ? $by : null %}' },
      End: true,
    },
  })

  it.each([
    [1, { was: 'rule', by: 'rule' }],
    [2, { was: { n: 2 }, by: null }],
    [0, { was: 'default', by: 'default' }],
  ])('takes the first rule that holds, for n = %i', async (n, expected) => {
    const bench = openTestEngine({ definition })
    expect(JSON.parse((await bench.run({ n })).output ?? '')).toEqual(expected)
    expect(await bench.types()).toContain('ChoiceStateExited')
    await bench.engine.stop()
  })

  it('fails with States.NoChoiceMatched when nothing holds and there is no Default', async () => {
    const bench = openTestEngine({
      definition: machineOf({
        Pick: { Type: 'Choice', Choices: [{ Condition: false, Next: 'Done' }] },
        Done: done,
      }),
    })
    expect(await bench.run()).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' })
    await bench.engine.stop()
  })

  it('fails when a condition is not true or false', async () => {
    const bench = openTestEngine({
      definition: machineOf({
        Pick: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'Done' }], Default: 'Done' },
        Done: done,
      }),
    })
    expect(await bench.run()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    expect(await bench.types()).toContain('EvaluationFailed')
    await bench.engine.stop()
  })
})

describe('Wait', () => {
  it('waits for seconds by the given clock', async () => {
    const bench = openTestEngine({
      definition: machineOf({
        Hold: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'Done' },
        Done: done,
      }),
    })
    await bench.start({ s: 60 })
    await bench.untilEvent('WaitStateEntered')
    await bench.advance(59_999)
    expect((await bench.describe()).status).toBe('RUNNING')
    await bench.advance(1)
    expect(await bench.ended()).toMatchObject({ status: 'SUCCEEDED', output: '{"s":60}' })
    expect(await bench.types()).toContain('WaitStateExited')
    await bench.engine.stop()
  })

  it('waits until a moment', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Hold: { Type: 'Wait', Timestamp: '2026-01-05T09:00:00Z', End: true } }),
    })
    await bench.start()
    await bench.untilEvent('WaitStateEntered')
    await bench.advance(3_599_999)
    expect((await bench.describe()).status).toBe('RUNNING')
    await bench.advance(1)
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    await bench.engine.stop()
  })

  it('fires by itself within the polling interval', async () => {
    const bench = openTestEngine({ definition: machineOf({ Hold: { Type: 'Wait', Seconds: 1, End: true } }) })
    await bench.start()
    await bench.untilEvent('WaitStateEntered')
    bench.clock.advance(1000)
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    await bench.engine.stop()
  })
})

describe('Succeed and Fail', () => {
  it('ends with the Output of Succeed', async () => {
    const bench = openTestEngine({ definition: machineOf({ Done: { Type: 'Succeed', Output: [1] } }) })
    expect(await bench.run()).toMatchObject({ status: 'SUCCEEDED', output: '[1]' })
    await bench.engine.stop()
  })

  it('fails with an error and a cause that may be expressions', async () => {
    const Fail = { Type: 'Fail', Error: 'Broken', Cause: '{% "because of " & $states.input.why %}' }
    const bench = openTestEngine({ definition: machineOf({ Fail }) })
    expect(await bench.run({ why: 'rain' })).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      cause: 'because of rain',
    })
    expect(await bench.types()).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed'])
    await bench.engine.stop()
  })
})

describe('Task', () => {
  it('calls the function with the evaluated payload and answers as lambda:invoke does', async () => {
    const calls: unknown[] = []
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({}, { n: '{% $states.input.n * 2 %}' }) }),
      invoke: async (...call) => {
        calls.push(call)
        return { m: 7 }
      },
    })
    const { output } = await bench.run({ n: 4 })
    expect(calls).toEqual([['work', { n: 8 }]])
    expect(JSON.parse(output ?? '')).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { m: 7 },
      StatusCode: 200,
    })
    expect(await bench.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ])
    await bench.engine.stop()
  })

  it('takes a function that answers nothing as null', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ Output: '{% $states.result.Payload %}' }) }),
      invoke: async () => undefined,
    })
    expect((await bench.run()).output).toBe('null')
    await bench.engine.stop()
  })

  it("fails with the function's error type and Lambda's error payload as the cause", async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf() }),
      invoke: async () => {
        throw new InvokeError('CaseMissing', 'no such case')
      },
    })
    const { status, error, cause } = await bench.run()
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'CaseMissing' })
    expect(JSON.parse(cause ?? '')).toMatchObject({ errorMessage: 'no such case', errorType: 'CaseMissing' })
    expect(await bench.types()).toContain('TaskFailed')
    await bench.engine.stop()
  })

  it('names a failure that is not the function’s own Lambda.Unknown', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf() }),
      invoke: async () => {
        throw new Error('no such function')
      },
    })
    expect(await bench.run()).toMatchObject({ error: 'Lambda.Unknown', cause: 'no such function' })
    await bench.engine.stop()
  })

  it('has no task token where none is handed out', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: { ...callbackOf(), Resource: taskOf().Resource } }),
    })
    expect(await bench.run()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    await bench.engine.stop()
  })
})
