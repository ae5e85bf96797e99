import { describe, expect, it } from 'vitest'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { newTaskToken } from '#infra/machine/workflow/task-token.ts'
import { openTestEngine, tokenKeeper, until } from './open-test-engine.ts'
import { callbackOf, machineOf, tokenIn } from './test-machines.ts'

const output = '{"next":"review"}'

async function waiting(fields: Record<string, unknown> = {}) {
  const keeper = tokenKeeper()
  const bench = openTestEngine({
    definition: machineOf({ Hold: callbackOf(fields), Caught: { Type: 'Pass', End: true } }),
    invoke: keeper.invoke,
  })
  await bench.start()
  await bench.untilEvent('TaskSubmitted')
  return { ...bench, keeper }
}

const catchToReach = { Catch: [{ ErrorEquals: ['Unlikely'], Next: 'Caught' }] }

describe('A task that waits for its token', () => {
  it('goes on with the output that SendTaskSuccess brings', async () => {
    const bench = await waiting(catchToReach)
    expect(await bench.call('SendTaskSuccess', { taskToken: bench.keeper.latest(), output })).toEqual({})
    expect(await bench.ended()).toMatchObject({ status: 'SUCCEEDED', output })
    expect(await bench.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ])
    await bench.engine.stop()
  })

  it('has its result on the disk when SendTaskSuccess answers', async () => {
    const bench = await waiting(catchToReach)
    await bench.call('SendTaskSuccess', { taskToken: bench.keeper.latest(), output })
    expect(await bench.types()).toContain('TaskSucceeded')
    await bench.engine.stop()
  })

  it('fails, or is caught, as SendTaskFailure says', async () => {
    const bench = await waiting({ Catch: [{ ErrorEquals: ['Refused'], Next: 'Caught' }] })
    await bench.call('SendTaskFailure', {
      taskToken: bench.keeper.latest(),
      error: 'Refused',
      cause: 'because',
    })
    expect(await bench.ended()).toMatchObject({ output: '{"Error":"Refused","Cause":"because"}' })
    await bench.engine.stop()
  })

  it('times out into its catcher', async () => {
    const bench = await waiting({
      TimeoutSeconds: 60,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }],
    })
    await bench.advance(60_000)
    expect(await bench.ended()).toMatchObject({ output: '{"Error":"States.Timeout","Cause":""}' })
    await bench.engine.stop()
  })

  it('times out when heartbeats stay away, and not while they come', async () => {
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Caught' }]
    const bench = await waiting({ HeartbeatSeconds: 10, TimeoutSeconds: 100, Catch })
    for (let beat = 0; beat < 5; beat += 1) {
      await bench.advance(9000)
      expect(await bench.call('SendTaskHeartbeat', { taskToken: bench.keeper.latest() })).toEqual({})
    }
    await bench.advance(9999)
    expect((await bench.describe()).status).toBe('RUNNING')
    await bench.advance(1)
    expect(await bench.ended()).toMatchObject({ output: '{"Error":"States.HeartbeatTimeout","Cause":""}' })
    await bench.engine.stop()
  })

  it('times out although heartbeats come', async () => {
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }]
    const bench = await waiting({ HeartbeatSeconds: 10, TimeoutSeconds: 18, Catch })
    await bench.advance(9000)
    await bench.call('SendTaskHeartbeat', { taskToken: bench.keeper.latest() })
    await bench.advance(9000)
    expect(await bench.ended()).toMatchObject({ output: '{"Error":"States.Timeout","Cause":""}' })
    await bench.engine.stop()
  })

  it('takes a token that comes back before the function has answered', async () => {
    const gate = Promise.withResolvers<void>()
    const bench = openTestEngine({
      definition: machineOf({ Hold: callbackOf() }),
      invoke: async (_, payload) => {
        const sent = await bench.call('SendTaskSuccess', { taskToken: tokenIn(payload), output })
        expect(sent).toEqual({})
        await gate.promise
        throw new InvokeError('TooLate', 'the function fails after it sent its token')
      },
    })
    expect(await bench.run()).toMatchObject({ status: 'SUCCEEDED', output })
    const before = await bench.types()
    gate.resolve()
    await bench.advance(0)
    expect(await bench.types()).toEqual(before)
    expect(before).not.toContain('TaskSubmitted')
    await bench.engine.stop()
  })

  it('is not called again once its token came back, even if the function then fails', async () => {
    let calls = 0
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }]
    const bench = openTestEngine({
      definition: machineOf({ Hold: callbackOf({ Retry }) }),
      invoke: async (_, payload) => {
        calls += 1
        await bench.call('SendTaskSuccess', { taskToken: tokenIn(payload), output })
        throw new InvokeError('Failed', 'after the token')
      },
    })
    expect((await bench.run()).status).toBe('SUCCEEDED')
    await bench.advance(10_000)
    expect(calls).toBe(1)
    await bench.engine.stop()
  })

  it('gives each attempt its own token; the earlier one is over', async () => {
    const tokens: string[] = []
    const bench = openTestEngine({
      definition: machineOf({ Hold: callbackOf({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }] }) }),
      invoke: async (_, payload) => {
        tokens.push(tokenIn(payload))
        if (tokens.length === 1) throw new InvokeError('Busy', 'once')
      },
    })
    await bench.start()
    await bench.untilEvent('TaskFailed')
    expect(await bench.call('SendTaskSuccess', { taskToken: tokens[0], output })).toMatchObject({
      __type: 'TaskTimedOut',
    })
    await bench.untilTimer()
    await bench.advance(1000)
    await until(() => tokens.length === 2)
    expect(tokens[1]).not.toBe(tokens[0])
    await bench.untilEvent('TaskSubmitted')
    expect(await bench.call('SendTaskSuccess', { taskToken: tokens[0], output: '"late"' })).toMatchObject({
      __type: 'TaskTimedOut',
    })
    expect((await bench.describe()).status).toBe('RUNNING')
    expect(await bench.call('SendTaskSuccess', { taskToken: tokens[1], output })).toEqual({})
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    await bench.engine.stop()
  })
})

describe('A token that nothing waits for', () => {
  it.each(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'])(
    'is refused by %s',
    async (operation) => {
      const bench = await waiting(catchToReach)
      const send = async (taskToken: string) => (await bench.call(operation, { taskToken, output }))['__type']
      expect(await send(newTaskToken())).toBe('TaskDoesNotExist')
      expect(await send('not a token')).toBe('InvalidToken')
      expect(await send('')).toBe('ValidationException')
      await bench.call('SendTaskSuccess', { taskToken: bench.keeper.latest(), output })
      expect(await send(bench.keeper.latest())).toBe('TaskTimedOut')
      await bench.ended()
      expect(await send(bench.keeper.latest())).toBe('TaskTimedOut')
      await bench.engine.stop()
    },
  )

  it('is refused after its task’s time although no timer has fired yet', async () => {
    const bench = await waiting({ ...catchToReach, TimeoutSeconds: 60 })
    bench.clock.advance(60_000)
    const answer = await bench.call('SendTaskSuccess', { taskToken: bench.keeper.latest(), output })
    expect(answer['__type']).toBe('TaskTimedOut')
    await bench.engine.stop()
  })

  it('is refused after StopExecution', async () => {
    const bench = await waiting(catchToReach)
    await bench.call('StopExecution', {
      executionArn: 'arn:aws:states:eu-central-1:000000000000:execution:Proposals:case',
    })
    const answer = await bench.call('SendTaskSuccess', { taskToken: bench.keeper.latest(), output })
    expect(answer['__type']).toBe('TaskTimedOut')
    expect((await bench.describe()).status).toBe('ABORTED')
    await bench.engine.stop()
  })

  it('takes only JSON as output, and keeps waiting otherwise', async () => {
    const bench = await waiting(catchToReach)
    const taskToken = bench.keeper.latest()
    const send = async (text: string) =>
      (await bench.call('SendTaskSuccess', { taskToken, output: text }))['__type']
    expect(await send('{next')).toBe('InvalidOutput')
    expect(await send(`"${'x'.repeat(262_144)}"`)).toBe('ValidationException')
    expect(await send(output)).toBeUndefined()
    await bench.engine.stop()
  })

  it('counts one of a hundred identical answers', async () => {
    const bench = await waiting(catchToReach)
    const taskToken = bench.keeper.latest()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => bench.call('SendTaskSuccess', { taskToken, output })),
    )
    expect(answers.filter((answer) => answer['__type'] === undefined)).toHaveLength(1)
    await bench.ended()
    expect((await bench.types()).filter((type) => type === 'TaskSucceeded')).toHaveLength(1)
    await bench.engine.stop()
  })
})
