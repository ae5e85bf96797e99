import { ApiError } from './api-error.ts'
import {
  describeExecution,
  describeStateMachine,
  getExecutionHistory,
  listExecutions,
} from './describe-executions.ts'
import type { EngineCore } from './engine-core.ts'
import { JournalTaken } from './journal.ts'
import type { Json } from './json.ts'
import { startExecution } from './start-execution.ts'
import { redriveExecution, stopExecution } from './stop-and-redrive.ts'
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './task-callbacks.ts'

type Operation = (core: EngineCore, body: unknown) => Record<string, Json>

const operations = new Map<string, Operation>([
  ['DescribeExecution', describeExecution],
  ['DescribeStateMachine', describeStateMachine],
  ['GetExecutionHistory', getExecutionHistory],
  ['ListExecutions', listExecutions],
  ['RedriveExecution', redriveExecution],
  ['SendTaskFailure', sendTaskFailure],
  ['SendTaskHeartbeat', sendTaskHeartbeat],
  ['SendTaskSuccess', sendTaskSuccess],
  ['StartExecution', startExecution],
  ['StopExecution', stopExecution],
])

export interface ApiAnswer {
  readonly status: number
  readonly body: Record<string, Json>
}

/** Each operation runs to its end without a pause, so that requests cannot interleave. */
export function answerRequest(core: EngineCore, target: string, body: unknown): ApiAnswer {
  try {
    const operation = operations.get(target.replace(/^AWSStepFunctions\./, ''))
    if (operation === undefined) {
      throw new ApiError('UnknownOperationException', `${target} is not offered here`)
    }
    return { status: 200, body: operation(core, body) }
  } catch (fault) {
    if (fault instanceof ApiError) {
      return { status: 400, body: { __type: fault.type, message: fault.message } }
    }
    if (fault instanceof JournalTaken) return unavailable
    throw fault
  }
}

/** What clients retry. */
export const unavailable: ApiAnswer = {
  status: 503,
  body: { __type: 'ServiceUnavailable', message: 'The workflow engine has stopped' },
}
