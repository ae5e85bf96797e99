import * as z from 'zod'
import { defaultTaskSeconds, type TaskState } from './definition-schema.ts'
import type { Execution, Progress } from './execution.ts'
import { expectType } from './expect-type.ts'
import { evaluateTemplate, type Scope } from './expression.ts'
import type { WorkflowEvent } from './history.ts'
import { withinLimit } from './leave-state.ts'
import { type Surroundings, scopeOf } from './state-context.ts'

function isCallback(state: TaskState): boolean {
  return state.Resource.endsWith('.waitForTaskToken')
}

/** How history names the integration. */
export function resourceOf(state: TaskState): { resourceType: string; resource: string } {
  return { resourceType: 'lambda', resource: isCallback(state) ? 'invoke.waitForTaskToken' : 'invoke' }
}

/**
 * Makes a new attempt at a task: a new token, arguments evaluated anew, the clock of its timeout started.
 * The function is called only once this is on the disk.
 * @throws StatesError when an expression fails or the arguments are too large.
 */
export async function scheduleTask(
  execution: Execution,
  state: TaskState,
  surroundings: Surroundings,
  events: WorkflowEvent[],
): Promise<Partial<Progress>> {
  const token = surroundings.newToken()
  const callback = isCallback(state)
  const scope = scopeOf(execution, surroundings, callback ? { token } : {})
  const { FunctionName, Payload = {} } = state.Arguments
  const functionName = expectType(
    z.string(),
    await evaluateTemplate(FunctionName, scope, 'Arguments/FunctionName'),
    'Arguments/FunctionName',
  )
  const payload = await evaluateTemplate(Payload, scope, 'Arguments/Payload')
  const parameters = withinLimit({ FunctionName: functionName, Payload: payload }, 'Arguments')
  const timeoutSeconds = await evaluateSeconds(state.TimeoutSeconds, scope, 'TimeoutSeconds')
  const heartbeatSeconds = await evaluateSeconds(state.HeartbeatSeconds, scope, 'HeartbeatSeconds')
  const now = surroundings.now()
  events.push(
    {
      type: 'TaskScheduled',
      details: {
        ...resourceOf(state),
        region: surroundings.machine.region,
        parameters,
        ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
        ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
      },
    },
    { type: 'TaskStarted', details: resourceOf(state) },
  )
  return {
    position: {
      at: 'invocation',
      functionName,
      payload,
      token,
      callback,
      timeoutAt: now + (timeoutSeconds ?? defaultTaskSeconds) * 1000,
      ...(heartbeatSeconds === undefined
        ? {}
        : { heartbeatSeconds, heartbeatAt: now + heartbeatSeconds * 1000 }),
    },
  }
}

async function evaluateSeconds(
  template: number | string | undefined,
  scope: Scope,
  field: string,
): Promise<number | undefined> {
  if (template === undefined) return undefined
  const value = await evaluateTemplate(template, scope, field)
  return expectType(z.int().min(1).max(defaultTaskSeconds), value, field)
}
