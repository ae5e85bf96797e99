import * as z from 'zod'
import { ApiError, parseRequest } from './api-error.ts'
import type { EngineCore } from './engine-core.ts'
import type { Execution } from './execution.ts'
import type { Transition } from './journal.ts'
import { type Json, jsonSchema, payloadLimit } from './json.ts'
import { failTask, type OpenTask, openTaskOf, succeedTask } from './settle-task.ts'
import { isTaskToken } from './task-token.ts'

const taskToken = z.string().min(1).max(2048)
const successRequest = z.object({
  taskToken,
  output: z.string().refine((text) => Buffer.byteLength(text) <= payloadLimit, 'is too long'),
})
const failureRequest = z.object({
  taskToken,
  error: z.string().max(256).default('States.TaskFailed'),
  cause: z.string().max(32_768).default(''),
})
const heartbeatRequest = z.object({ taskToken })

/** The output is on the disk when this returns. */
export function sendTaskSuccess(core: EngineCore, body: unknown): Record<string, Json> {
  const request = parseRequest(successRequest, body)
  const { execution } = requireOpenTask(core, request.taskToken)
  const result = parseOutput(request.output)
  return settle(core, execution, succeedTask(execution, core.definitionOf(execution), result))
}

export function sendTaskFailure(core: EngineCore, body: unknown): Record<string, Json> {
  const { taskToken, error, cause } = parseRequest(failureRequest, body)
  const { execution } = requireOpenTask(core, taskToken)
  return settle(core, execution, failTask(execution, core.definitionOf(execution), { error, cause }))
}

/** Gives the task another `HeartbeatSeconds`; leaves no event. */
export function sendTaskHeartbeat(core: EngineCore, body: unknown): Record<string, Json> {
  const { execution, task } = requireOpenTask(core, parseRequest(heartbeatRequest, body).taskToken)
  if (task.heartbeatSeconds === undefined) return {}
  const heartbeatAt = core.now() + task.heartbeatSeconds * 1000
  return settle(core, execution, { progress: { position: { ...task, heartbeatAt } }, events: [] })
}

function requireOpenTask(core: EngineCore, token: string): { execution: Execution; task: OpenTask } {
  if (!isTaskToken(token)) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'")
  const execution = core.journal.executionOfToken(token)
  if (execution === undefined) throw new ApiError('TaskDoesNotExist', 'Task does not exist')
  const task = openTaskOf(execution, token)
  // A timer that is due counts as fired, however late the next poll is.
  const now = core.now()
  const ends = Math.min(task?.timeoutAt ?? now, task?.heartbeatAt ?? Number.POSITIVE_INFINITY)
  if (task === undefined || ends <= now) {
    throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
  }
  return { execution, task }
}

/** Nothing runs between the load and this commit, so it cannot come too late. */
function settle(core: EngineCore, execution: Execution, transition: Transition): Record<string, Json> {
  if (!core.journal.commit(execution, transition)) throw new Error('an open task moved on by itself')
  core.nudge(execution.name)
  return {}
}

function parseOutput(text: string): Json {
  try {
    return jsonSchema.parse(JSON.parse(text))
  } catch {
    throw new ApiError('InvalidOutput', 'Invalid Output: not JSON')
  }
}
