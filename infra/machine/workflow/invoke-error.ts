import * as z from 'zod'

/** What `invoke` throws when the function itself failed, with the error type that Lambda would report. */
export class InvokeError extends Error {
  readonly errorType: string

  constructor(errorType: string, message: string) {
    super(message)
    this.name = 'InvokeError'
    this.errorType = errorType
  }
}

const functionErrorSchema = z.object({ errorType: z.string().min(1), message: z.string() })

/**
 * The error name and cause that Step Functions gives a failed invocation: the function's own error type and
 * Lambda's error payload, or `Lambda.Unknown` when the function could not be run at all.
 */
export function readInvokeFailure(thrown: unknown): { readonly error: string; readonly cause: string } {
  const failure = functionErrorSchema.safeParse(thrown)
  if (failure.success) {
    const { errorType, message } = failure.data
    return { error: errorType, cause: JSON.stringify({ errorMessage: message, errorType, trace: [] }) }
  }
  return { error: 'Lambda.Unknown', cause: thrown instanceof Error ? thrown.message : String(thrown) }
}
