import { describe, expect, it } from 'vitest'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { openTestEngine } from './open-test-engine.ts'
import { callbackOf, machineOf, taskOf } from './test-machines.ts'

describe('Choice', () => {
  it.each(['left', 'right', 'up'])('takes the first rule that holds, or Default: %s', async (reference) => {
    const States = {
      Pick: {
        Type: 'Choice',
        Choices: ['left', 'right'].map((way) => ({
          Condition: `{% $states.input.reference = '${way}' %}`,
          Next: way,
        })),
        Default: 'Done',
      },
      left: { Type: 'Fail', Error: 'Left', Cause: '' },
      right: { Type: 'Fail', Error: 'Right', Cause: 'out of luck' },
    }
    const bench = openTestEngine({ definition: machineOf(States) })
    const ended = await bench.run(reference)
    expect(ended.state).toBe(reference === 'up' ? 'Done' : reference)
    expect(ended.stateInput).toEqual({ reference })
    expect(ended.cause).toBe({ left: '', right: 'out of luck' }[reference])
    expect(bench.types().slice(0, 3)).toEqual(['ExecutionStarted', 'ChoiceStateEntered', 'ChoiceStateExited'])
    expect(bench.types().at(-1)).toBe(reference === 'up' ? 'ExecutionSucceeded' : 'ExecutionFailed')
    await bench.stop()
  })
})

describe('Task', () => {
  it('calls the function with the evaluated payload and answers as lambda:invoke does', async () => {
    const calls: unknown[] = []
    const payload = { list: ['as it is', '{% $states.input.reference %}'], deep: { n: 4 } }
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({}, payload) }),
      invoke: async (...call) => {
        calls.push(call)
        return { m: 7 }
      },
    })
    const { stateInput } = await bench.run('one')
    expect(calls).toEqual([['work', { list: ['as it is', 'one'], deep: { n: 4 } }]])
    expect(stateInput).toEqual({ ExecutedVersion: '$LATEST', Payload: { m: 7 }, StatusCode: 200 })
    expect(bench.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskSucceeded',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ])
    await bench.stop()
  })

  it('takes a function that answers nothing as null', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf({ Output: { was: '{% $states.result.Payload %}' } }) }),
      invoke: async () => undefined,
    })
    expect((await bench.run()).stateInput).toEqual({ was: null })
    await bench.stop()
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
    expect(bench.types()).toContain('TaskFailed')
    await bench.stop()
  })

  it('names a failure that is not the function’s own Lambda.Unknown', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: taskOf() }),
      invoke: async () => {
        throw new Error('no such function')
      },
    })
    expect(await bench.run()).toMatchObject({ error: 'Lambda.Unknown', cause: 'no such function' })
    await bench.stop()
  })

  it('has no task token where none is handed out', async () => {
    const bench = openTestEngine({
      definition: machineOf({ Work: { ...callbackOf(), Resource: taskOf().Resource } }),
    })
    expect(await bench.run()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    expect(bench.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'EvaluationFailed',
      'ExecutionFailed',
    ])
    await bench.stop()
  })
})
