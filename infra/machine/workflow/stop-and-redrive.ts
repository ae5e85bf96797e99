import * as z from 'zod'
import { ApiError, parseRequest } from './api-error.ts'
import type { EngineCore } from './engine-core.ts'
import type { Execution } from './execution.ts'
import type { Json } from './json.ts'
import { requireExecution } from './require-machine.ts'
import { stateOf } from './state-context.ts'

const stopRequest = z.object({
  executionArn: z.string().min(1).max(256),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
})

const redriveRequest = z.object({
  executionArn: z.string().min(1).max(256),
  clientToken: z.string().min(1).max(64).optional(),
})

const redrivablePeriod = 14 * 24 * 60 * 60 * 1000

/** Stopping what is over already changes nothing. */
export function stopExecution(core: EngineCore, body: unknown): Record<string, Json> {
  const { executionArn, error, cause } = parseRequest(stopRequest, body)
  const execution = requireExecution(core, executionArn)
  if (execution.stoppedAt !== undefined) return { stopDate: execution.stoppedAt / 1000 }
  const stoppedAt = Math.round(core.now())
  const reason = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
  core.journal.commit(execution, {
    progress: { status: 'ABORTED', stoppedAt, ...reason },
    events: [{ type: 'ExecutionAborted', details: reason }],
  })
  return { stopDate: stoppedAt / 1000 }
}

/** Goes on at the state where the execution failed, with its input then; a task is scheduled anew. */
export function redriveExecution(core: EngineCore, body: unknown): Record<string, Json> {
  const { executionArn, clientToken } = parseRequest(redriveRequest, body)
  const execution = requireExecution(core, executionArn)
  const { redriveToken, redrivenAt } = execution
  if (clientToken !== undefined && clientToken === redriveToken && redrivenAt !== undefined) {
    return { redriveDate: redrivenAt / 1000 }
  }
  const obstacle = redriveObstacle(execution, core.now())
  if (obstacle !== undefined) throw new ApiError('ExecutionNotRedrivable', obstacle)
  const now = Math.round(core.now())
  const definition = core.definitionOf(execution)
  const isTask = stateOf(definition, execution.state).Type === 'Task'
  const redrives = execution.redrives + 1
  core.journal.commit(execution, {
    progress: {
      status: 'RUNNING',
      position: { at: isTask ? 'attempt' : 'entry' },
      retries: [],
      deadline: definition.timeoutSeconds === undefined ? undefined : now + definition.timeoutSeconds * 1000,
      stoppedAt: undefined,
      error: undefined,
      cause: undefined,
      redrives,
      redrivenAt: now,
      redriveToken: clientToken,
    },
    events: [{ type: 'ExecutionRedriven', details: { redriveCount: redrives } }],
  })
  core.nudge(execution.name)
  return { redriveDate: now / 1000 }
}

/** Why an execution cannot be redriven; nothing when it can. */
export function redriveObstacle(execution: Execution, now: number): string | undefined {
  const { status, stoppedAt = 0 } = execution
  if (status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven'
  if (status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven'
  if (now - stoppedAt > redrivablePeriod)
    return 'Execution stopped more than 14 days ago and cannot be redriven'
  return undefined
}
