import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { reach } from '#functions/shared/ports/reach.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'

/** The workflow by Step Functions. Only the reference and the next step go into it: payloads are kept and read for long. */
export function sfnWorkflow(client: SFNClient, stateMachineArn: string): Workflow {
  return {
    async start({ name, reference }) {
      const input = JSON.stringify({ reference })
      try {
        await reach(client.send(new StartExecutionCommand({ stateMachineArn, name, input })))
        return 'started'
      } catch (error) {
        // A repeat while the execution runs is answered as the first; this one has ended, or was started otherwise.
        if (error instanceof ExecutionAlreadyExists) return 'name-used'
        throw error
      }
    },
    async resume(token, next) {
      const output = JSON.stringify({ next })
      try {
        await reach(client.send(new SendTaskSuccessCommand({ taskToken: token, output })))
        return 'resumed'
      } catch (error) {
        const isGone =
          error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken
        if (isGone) return 'gone'
        throw error
      }
    },
    async isRunning(name) {
      const executionArn = executionArnOf(stateMachineArn, name)
      try {
        const { status } = await reach(client.send(new DescribeExecutionCommand({ executionArn })))
        return status === 'RUNNING'
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return false
        throw error
      }
    },
  }
}

/** An execution's name within its machine; the alias or version by which it was started (`…:stateMachine:NAME:live`) is not in it. */
export function executionArnOf(stateMachineArn: string, name: string): string {
  const [arn, partition, service, region, account, , machine] = stateMachineArn.split(':')
  return [arn, partition, service, region, account, 'execution', machine, name].join(':')
}
