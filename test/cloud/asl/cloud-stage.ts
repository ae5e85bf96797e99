import { DescribeExecutionCommand, GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod'
import { executionArnOf, sfnWorkflow } from '#functions/shared/aws/sfn-workflow.ts'
import type { Stage } from './play-machine.ts'

const parametersSchema = z.object({ Payload: z.object({ token: z.string() }) })

/**
 * A machine of Step Functions, told by the adapter that functions have.
 * @param tokens where tokens are known from; by the history when nobody knows better
 */
export function cloudStage(
  client: SFNClient,
  stateMachineArn: string,
  tokens?: (execution: string) => Promise<readonly string[]>,
): Stage {
  const arn = (name: string) => executionArnOf(stateMachineArn, name)
  const history = async (name: string) => {
    const all = { executionArn: arn(name), includeExecutionData: true, maxResults: 1_000 }
    return (await client.send(new GetExecutionHistoryCommand(all))).events ?? []
  }
  return {
    workflow: sfnWorkflow(client, stateMachineArn),
    async look(name) {
      const described = await client.send(new DescribeExecutionCommand({ executionArn: arn(name) }))
      const { status = '', output, error } = described
      const events = await history(name)
      return {
        status,
        ...(output === undefined ? {} : { output: JSON.parse(output) as unknown }),
        ...(error === undefined ? {} : { error }),
        entered: events.flatMap(({ stateEnteredEventDetails: details }) => details?.name ?? []),
        tried: events.filter(({ type }) => type === 'TaskScheduled').length,
      }
    },
    tokens:
      tokens ??
      (async (name) =>
        (await history(name)).flatMap(({ taskScheduledEventDetails: details }) => {
          const parameters = parametersSchema.safeParse(JSON.parse(details?.parameters ?? 'null'))
          return parameters.success ? [parameters.data.Payload.token] : []
        })),
  }
}
