import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newTaskToken } from '#infra/machine/workflow/task-token.ts'
import { openTestEngine, until } from './open-test-engine.ts'
import { callbackOf, executionArn, machineOf, stateMachineArn, tokenIn } from './test-machines.ts'

/** The real client, pointed at an engine behind a plain HTTP server. */
const tokens = new Map<string, string>()
const bench = openTestEngine({
  definition: machineOf({
    Hold: {
      ...callbackOf(),
      Arguments: {
        FunctionName: 'hold',
        Payload: { token: '{% $states.context.Task.Token %}', name: '{% $states.context.Execution.Name %}' },
      },
    },
  }),
  invoke: async (_, payload) => {
    if (typeof payload === 'object' && payload !== null && 'name' in payload) {
      tokens.set(String(payload.name), tokenIn(payload))
    }
  },
})

const server = createServer((request, response) => {
  void (async () => {
    const target = String(request.headers['x-amz-target'])
    const { status, body } = await bench.engine.handle(target, JSON.parse(await text(request)))
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
  })()
})

let client: SFNClient

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  client = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  })
})

afterAll(async () => {
  client.destroy()
  server.close()
  await bench.engine.stop()
})

async function hold(name: string, input = '{}') {
  const started = await client.send(
    new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}:live`, name, input }),
  )
  await until(() => tokens.has(name))
  await bench.untilEvent('TaskSubmitted', 1, name)
  return { ...started, taskToken: tokens.get(name) }
}

describe('Step Functions’ own client', () => {
  it('starts, completes and describes an execution', async () => {
    const { taskToken, startDate } = await hold('whole', '{"reference":"TSV-1404-7F3K2"}')
    expect(startDate).toEqual(new Date(bench.clock.now()))
    await client.send(new SendTaskHeartbeatCommand({ taskToken }))
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"next":"close"}' }))
    await bench.ended('whole')
    const described = await client.send(new DescribeExecutionCommand({ executionArn: executionArn('whole') }))
    expect(described).toMatchObject({
      name: 'whole',
      status: 'SUCCEEDED',
      stateMachineArn,
      stateMachineAliasArn: `${stateMachineArn}:live`,
      input: '{"reference":"TSV-1404-7F3K2"}',
      output: '{"next":"close"}',
      stopDate: expect.any(Date),
      redriveStatus: 'NOT_REDRIVABLE',
    })
  })

  it('gets the same answer for the same name and input while it runs, and a refusal otherwise', async () => {
    const first = await hold('twice', '{"a":1}')
    bench.clock.advance(1000)
    const start = (input: string) =>
      client.send(new StartExecutionCommand({ stateMachineArn, name: 'twice', input }))
    expect(await start('{"a":1}')).toMatchObject({
      executionArn: first.executionArn,
      startDate: first.startDate,
    })
    await expect(start('{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
    await client.send(new SendTaskSuccessCommand({ taskToken: first.taskToken, output: '{}' }))
    await bench.ended('twice')
    await expect(start('{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
  })

  it('starts one execution of a hundred parallel requests', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        client.send(new StartExecutionCommand({ stateMachineArn, name: 'parallel', input: '{}' })),
      ),
    )
    expect(new Set(answers.map((answer) => answer.executionArn)).size).toBe(1)
    expect((await bench.types('parallel')).filter((type) => type === 'ExecutionStarted')).toHaveLength(1)
  })

  it.each(['has space', 'a/b', 'a:b', 'a*', '', 'x'.repeat(81), 'a\u0007', 'a{b}', 'a,b'])(
    'is refused the name %j',
    async (name) => {
      await expect(client.send(new StartExecutionCommand({ stateMachineArn, name }))).rejects.toMatchObject({
        name: 'InvalidName',
      })
    },
  )

  it('may name an execution in Persian, or not at all', async () => {
    const named = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'پرونده-۱' }))
    expect(named.executionArn).toBe(executionArn('پرونده-۱'))
    const unnamed = await client.send(new StartExecutionCommand({ stateMachineArn }))
    expect(unnamed.executionArn).toMatch(/:[0-9a-f-]{36}$/)
  })

  it('gets AWS’s errors for what is unknown or malformed', async () => {
    const other = stateMachineArn.replace('Proposals', 'Others')
    const refused: [Promise<unknown>, string][] = [
      [client.send(new StartExecutionCommand({ stateMachineArn: other })), 'StateMachineDoesNotExist'],
      [client.send(new StartExecutionCommand({ stateMachineArn: 'arn' })), 'InvalidArn'],
      [client.send(new StartExecutionCommand({ stateMachineArn, input: '{' })), 'InvalidExecutionInput'],
      [
        client.send(new DescribeExecutionCommand({ executionArn: executionArn('none') })),
        'ExecutionDoesNotExist',
      ],
      [client.send(new DescribeExecutionCommand({ executionArn: 'arn' })), 'InvalidArn'],
      [client.send(new DescribeStateMachineCommand({ stateMachineArn: other })), 'StateMachineDoesNotExist'],
      [
        client.send(new StopExecutionCommand({ executionArn: executionArn('none') })),
        'ExecutionDoesNotExist',
      ],
      [client.send(new ListExecutionsCommand({ stateMachineArn, nextToken: '???' })), 'InvalidToken'],
      [client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1001 })), 'ValidationException'],
      [
        client.send(new SendTaskSuccessCommand({ taskToken: newTaskToken(), output: '{}' })),
        'TaskDoesNotExist',
      ],
      [client.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '{}' })), 'InvalidToken'],
    ]
    for (const [answer, name] of refused) await expect(answer).rejects.toMatchObject({ name })
    const unknown = await bench.engine.handle('AWSStepFunctions.CreateActivity', {})
    expect(unknown).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } })
    const empty = await bench.engine.handle('AWSStepFunctions.StartExecution', undefined)
    expect(empty).toMatchObject({ status: 400, body: { __type: 'ValidationException' } })
  })

  it('describes the state machine with the definition it runs', async () => {
    const machine = await client.send(
      new DescribeStateMachineCommand({ stateMachineArn: `${stateMachineArn}:live` }),
    )
    expect(machine).toMatchObject({ name: 'Proposals', status: 'ACTIVE', type: 'STANDARD' })
    expect(JSON.parse(machine.definition ?? '')).toMatchObject({ StartAt: 'Hold' })
  })

  it('pages through the history in both directions', async () => {
    const { taskToken } = await hold('pages')
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
    await bench.ended('pages')
    const collect = async (reverseOrder: boolean) => {
      const ids: (number | undefined)[] = []
      let nextToken: string | undefined
      do {
        const page = await client.send(
          new GetExecutionHistoryCommand({
            executionArn: executionArn('pages'),
            maxResults: 3,
            reverseOrder,
            nextToken,
          }),
        )
        expect(page.events?.length).toBeLessThanOrEqual(3)
        ids.push(...(page.events ?? []).map((event) => event.id))
        nextToken = page.nextToken
      } while (nextToken !== undefined)
      return ids
    }
    expect(await collect(false)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(await collect(true)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
  })

  it('reads the history’s details as the client models them', async () => {
    await hold('details', '{"a":1}')
    const { events } = await client.send(
      new GetExecutionHistoryCommand({ executionArn: executionArn('details') }),
    )
    expect(events).toMatchObject([
      { id: 1, previousEventId: 0, executionStartedEventDetails: { input: '{"a":1}' } },
      { id: 2, previousEventId: 0, stateEnteredEventDetails: { name: 'Hold', input: '{"a":1}' } },
      {
        id: 3,
        previousEventId: 2,
        timestamp: expect.any(Date),
        taskScheduledEventDetails: {
          resourceType: 'lambda',
          resource: 'invoke.waitForTaskToken',
          region: 'eu-central-1',
          parameters: expect.stringContaining('"FunctionName":"hold"'),
        },
      },
      { id: 4, taskStartedEventDetails: { resource: 'invoke.waitForTaskToken' } },
      { id: 5, taskSubmittedEventDetails: { output: expect.stringContaining('"StatusCode":200') } },
    ])
    const bare = await client.send(
      new GetExecutionHistoryCommand({ executionArn: executionArn('details'), includeExecutionData: false }),
    )
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'Hold' })
  })

  it('lists executions by status, newest first, in pages', async () => {
    for (const name of ['list-1', 'list-2', 'list-3']) {
      await client.send(new SendTaskFailureCommand({ taskToken: (await hold(name)).taskToken, error: 'E' }))
      await bench.ended(name)
    }
    const query = { stateMachineArn, statusFilter: 'FAILED', maxResults: 2 } as const
    const first = await client.send(new ListExecutionsCommand(query))
    const second = await client.send(new ListExecutionsCommand({ ...query, nextToken: first.nextToken }))
    const names = [first, second].map((page) => page.executions?.map((execution) => execution.name))
    expect(names).toEqual([['list-3', 'list-2'], ['list-1']])
    expect(second.nextToken).toBeUndefined()
  })

  it('stops an execution once, with a reason', async () => {
    await hold('stopped')
    const reason = { executionArn: executionArn('stopped'), error: 'E', cause: 'why' }
    const { stopDate } = await client.send(new StopExecutionCommand(reason))
    bench.clock.advance(5000)
    expect((await client.send(new StopExecutionCommand(reason))).stopDate).toEqual(stopDate)
    expect(await bench.describe('stopped')).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'why' })
    expect((await bench.types('stopped')).at(-1)).toBe('ExecutionAborted')
  })

  it('redrives a failed execution from the state where it failed', async () => {
    const { taskToken } = await hold('redriven')
    const redrive = (clientToken?: string) =>
      client.send(new RedriveExecutionCommand({ executionArn: executionArn('redriven'), clientToken }))
    await expect(redrive()).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' })
    await client.send(new SendTaskFailureCommand({ taskToken, error: 'E' }))
    await bench.ended('redriven')
    const { redriveDate } = await redrive('once')
    expect(await redrive('once')).toMatchObject({ redriveDate })
    await bench.untilEvent('TaskSubmitted', 2, 'redriven')
    const again = tokens.get('redriven')
    expect(again).not.toBe(taskToken)
    await client.send(new SendTaskSuccessCommand({ taskToken: again, output: '1' }))
    expect(await bench.ended('redriven')).toMatchObject({ status: 'SUCCEEDED', output: '1', redriveCount: 1 })
    const types = await bench.types('redriven')
    expect(types.filter((type) => type === 'TaskStateEntered')).toHaveLength(1)
    expect(types).toContain('ExecutionRedriven')
    await expect(redrive()).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' })
  })
})
