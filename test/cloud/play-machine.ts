import { setTimeout as sleep } from 'node:timers/promises'
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import * as z from 'zod'

/** How an execution went, as far as both interpreters tell it alike. */
export interface Played {
  readonly status: string
  readonly output?: unknown
  readonly error?: string
  /** The states in the order in which they were entered. */
  readonly entered: readonly string[]
  /** What each answer to a token got: `taken`, or the name of the error. */
  readonly said: readonly string[]
}

/** What whoever holds tokens does. */
interface Hands {
  /** The token that was handed out as the nth, from 1; waits for it. */
  token(nth: number): Promise<string>
  success(token: string, output: unknown): Promise<void>
  failure(token: string, error: string): Promise<void>
  heartbeat(token: string): Promise<void>
  /** Waits until the execution is over. */
  end(): Promise<void>
}
export type Act = (hands: Hands) => Promise<void>

const patience = 60_000
const parametersSchema = z.object({ Payload: z.object({ token: z.string() }) })

/** Runs a state machine once, by the real client, and answers how it went. */
export async function playMachine(
  client: SFNClient,
  stateMachineArn: string,
  { input = {}, act }: { readonly input?: unknown; readonly act?: Act | undefined } = {},
): Promise<Played> {
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  )
  const said: string[] = []
  const history = async (): Promise<readonly HistoryEvent[]> => {
    const command = new GetExecutionHistoryCommand({
      executionArn,
      includeExecutionData: true,
      maxResults: 1_000,
    })
    return (await client.send(command)).events ?? []
  }
  const tokens = async (): Promise<string[]> =>
    (await history()).flatMap(({ taskScheduledEventDetails: details }) => {
      const parameters = parametersSchema.safeParse(JSON.parse(details?.parameters ?? 'null'))
      return parameters.success ? [parameters.data.Payload.token] : []
    })
  const answer = async (call: Promise<unknown>): Promise<void> => {
    said.push(
      await call.then(
        () => 'taken',
        (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
      ),
    )
  }
  const end = async () => {
    await until(async () => {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn }))
      return status === 'RUNNING' ? undefined : status
    })
  }
  await act?.({
    token: (nth) => until(async () => (await tokens())[nth - 1]),
    success: (taskToken, output) =>
      answer(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
    failure: (taskToken, error) =>
      answer(client.send(new SendTaskFailureCommand({ taskToken, error, cause: '' }))),
    heartbeat: (taskToken) => answer(client.send(new SendTaskHeartbeatCommand({ taskToken }))),
    end,
  })
  await end()
  const { status = '', output, error } = await client.send(new DescribeExecutionCommand({ executionArn }))
  return {
    status,
    ...(output === undefined ? {} : { output: JSON.parse(output) }),
    ...(error === undefined ? {} : { error }),
    entered: (await history()).flatMap(({ stateEnteredEventDetails: details }) => details?.name ?? []),
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
