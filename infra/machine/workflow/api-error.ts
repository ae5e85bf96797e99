import type * as z from 'zod'

/** Errors of Step Functions' API, by the names that its clients know. */
export type ApiErrorName =
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'ExecutionNotRedrivable'
  | 'InvalidArn'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'StateMachineDoesNotExist'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'UnknownOperationException'
  | 'ValidationException'

/** Thrown by an operation of the API; the one place that catches it answers 400. */
export class ApiError extends Error {
  readonly type: ApiErrorName

  constructor(type: ApiErrorName, message: string) {
    super(message)
    this.name = 'ApiError'
    this.type = type
  }
}

/** @throws ApiError `ValidationException` naming the first wrong field. */
export function parseRequest<Request>(schema: z.ZodType<Request>, body: unknown): Request {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new ApiError(
    'ValidationException',
    `1 validation error detected: at '${field}' failed to satisfy constraint: ${issue?.message ?? ''}`,
  )
}
