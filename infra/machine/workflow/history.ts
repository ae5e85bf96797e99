import type { Json } from './json.ts'

type StateKind = 'Task' | 'Choice' | 'Pass' | 'Wait' | 'Succeed' | 'Fail'

/** Event names as Step Functions spells them. */
export type EventType =
  | `${StateKind}State${'Entered' | 'Exited'}`
  | `Task${'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `Execution${'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted' | 'Redriven'}`
  | 'EvaluationFailed'

export interface WorkflowEvent {
  readonly type: EventType
  readonly details: Readonly<Record<string, Json>>
}

export interface RecordedEvent {
  readonly id: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly type: string
  readonly details: Readonly<Record<string, Json>>
}

/** Step Functions fails an execution whose history would grow past this many events. */
export const largestHistory = 25_000

const executionData = new Set(['input', 'output', 'parameters', 'assignedVariables'])

/**
 * One event as GetExecutionHistory answers it; `timestamp` in epoch seconds.
 * The first state's event names 0 as its predecessor, as in the cloud.
 */
export function toHistoryEvent(event: RecordedEvent, includeData: boolean): Record<string, Json> {
  const details: Record<string, Json> = {}
  for (const [key, value] of Object.entries(event.details)) {
    const isData = executionData.has(key)
    if (isData && !includeData) continue
    details[key] = value
    if (isData && key !== 'parameters') details[`${key}Details`] = { truncated: false }
  }
  return {
    timestamp: event.at / 1000,
    type: event.type,
    id: event.id,
    previousEventId: event.id <= 2 ? 0 : event.id - 1,
    [detailsKey(event.type)]: details,
  }
}

function detailsKey(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails'
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails'
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`
}
