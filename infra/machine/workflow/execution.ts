import * as z from 'zod'
import { jsonSchema } from './json.ts'

/** Times are epoch milliseconds throughout: a timer is a moment, so a restart does not lengthen it. */

/** `token` tells one attempt from the next, also where the function never sees it. */
const attempt = { token: z.string(), timeoutAt: z.number() }

/** How far an execution has come inside its current state; journalled, so this is all a restart needs. */
const positionSchema = z.discriminatedUnion('at', [
  /** The state is next, but not entered yet. */
  z.object({ at: z.literal('entry') }),
  /** A task that was entered is to be scheduled again after a backoff. */
  z.object({ at: z.literal('attempt') }),
  /** The function was called, or is to be called, and has not answered. */
  z.object({
    at: z.literal('invocation'),
    functionName: z.string(),
    payload: jsonSchema,
    /** Whether the token is handed out, so that the task ends by it. */
    callback: z.boolean(),
    ...attempt,
  }),
  /** The function has answered; its token has not come back. */
  z.object({ at: z.literal('callback'), ...attempt }),
  z.object({ at: z.literal('backoff'), dueAt: z.number() }),
  z.object({ at: z.literal('result'), result: jsonSchema }),
  /** `afterResult`: the task itself succeeded, so that it must not be retried. */
  z.object({ at: z.literal('error'), error: z.string(), cause: z.string(), afterResult: z.boolean() }),
])

/** What changes while an execution runs. */
export const progressSchema = z.object({
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED']),
  state: z.string(),
  stateInput: jsonSchema,
  /** How often each retrier of the current state was used. */
  retries: z.array(z.number()),
  position: positionSchema,
  stoppedAt: z.number().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
})

export type ExecutionPosition = z.infer<typeof positionSchema>
export type Progress = z.infer<typeof progressSchema>

/** What an execution is from its start to its end. */
export interface Origin {
  readonly name: string
  /** JSON text, exactly as it was given. */
  readonly input: string
  readonly startedAt: number
  /** SHA-256 of the definition that it keeps to, whatever is deployed meanwhile. */
  readonly definition: string
}

export interface Execution extends Origin, Progress {
  /** Counts commits; a commit made for an older version is dropped. */
  readonly version: number
  readonly lastEvent: number
}

/** When the position moves on by itself, if something from outside (a function, a token, a timer) has to happen first. */
export function dueAtOf(position: ExecutionPosition): number | undefined {
  switch (position.at) {
    case 'invocation':
    case 'callback':
      return position.timeoutAt
    case 'backoff':
      return position.dueAt
    case 'entry':
    case 'attempt':
    case 'result':
    case 'error':
      return undefined
    default:
      return position satisfies never
  }
}
