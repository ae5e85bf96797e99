import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import * as z from 'zod'

/** How an execution went. */
export interface Played {
  readonly status: string
  readonly output?: unknown
  readonly error?: string | undefined
  /** The states in the order in which they were entered. */
  readonly entered: readonly string[]
  /** How often a function was to be called. */
  readonly tried: number
  /** What each call from outside got: `taken`, or the name of the error. */
  readonly said: readonly string[]
}

/** What whoever holds tokens does, and whoever runs the machine. */
export interface Hands {
  /** The token that was handed out as the nth, from 1; waits for it. */
  token(nth: number): Promise<string>
  success(token: string, output: unknown): Promise<void>
  failure(token: string, error: string): Promise<void>
  heartbeat(token: string): Promise<void>
  /** Starts the execution again, by the same name. */
  start(input: unknown): Promise<void>
  stop(error: string): Promise<void>
  redrive(): Promise<void>
  /** What the calls so far got. */
  said(): readonly string[]
  /** Lets so many milliseconds go by. */
  pass(milliseconds: number): Promise<void>
  /** Waits until the execution is over. */
  end(): Promise<void>
}
export type Act = (hands: Hands) => Promise<void>

interface Play {
  readonly input?: unknown
  readonly act?: Act | undefined
  /** The tokens that an execution handed out, oldest first; by its history when nobody knows better. */
  readonly tokens?: (execution: string) => Promise<readonly string[]>
}

const patience = 60_000
const parametersSchema = z.object({ Payload: z.object({ token: z.string() }) })

/** Runs a state machine once, by the real client, and answers how it went. */
export async function playMachine(
  client: SFNClient,
  stateMachineArn: string,
  { input = {}, act, tokens }: Play = {},
): Promise<Played> {
  const name = randomUUID()
  const start = async (given: unknown) =>
    client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(given) }))
  const { executionArn } = await start(input)
  const said: string[] = []
  const history = async (): Promise<readonly HistoryEvent[]> => {
    const all = { executionArn, includeExecutionData: true, maxResults: 1_000 }
    return (await client.send(new GetExecutionHistoryCommand(all))).events ?? []
  }
  const tokensOfHistory = async (): Promise<string[]> =>
    (await history()).flatMap(({ taskScheduledEventDetails: details }) => {
      const parameters = parametersSchema.safeParse(JSON.parse(details?.parameters ?? 'null'))
      return parameters.success ? [parameters.data.Payload.token] : []
    })
  const answer = async (call: Promise<unknown>): Promise<void> => {
    const got = await call.then(
      () => 'taken',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    )
    said.push(got)
  }
  const describe = async () => client.send(new DescribeExecutionCommand({ executionArn }))
  const end = async () => {
    await until(async () => ((await describe()).status === 'RUNNING' ? undefined : true))
  }
  await act?.({
    token: (nth) => until(async () => (await (tokens?.(name) ?? tokensOfHistory()))[nth - 1]),
    success: (taskToken, output) =>
      answer(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
    failure: (taskToken, error) =>
      answer(client.send(new SendTaskFailureCommand({ taskToken, error, cause: '' }))),
    heartbeat: (taskToken) => answer(client.send(new SendTaskHeartbeatCommand({ taskToken }))),
    start: (given) => answer(start(given)),
    stop: (error) => answer(client.send(new StopExecutionCommand({ executionArn, error }))),
    redrive: () => answer(client.send(new RedriveExecutionCommand({ executionArn }))),
    said: () => said,
    pass: async (milliseconds) => sleep(milliseconds),
    end,
  })
  await end()
  const [{ status = '', output, error }, events] = await Promise.all([describe(), history()])
  return {
    status,
    ...(output === undefined ? {} : { output: JSON.parse(output) }),
    ...(error === undefined ? {} : { error }),
    entered: events.flatMap(({ stateEnteredEventDetails: details }) => details?.name ?? []),
    tried: events.filter(({ type }) => type === 'TaskScheduled').length,
    said,
  }
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(100)) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error('Waited too long for the execution')
}
