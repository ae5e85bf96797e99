import { redact } from '#functions/shared/edge/request-log.ts'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { type FunctionHost, FunctionTimeout } from './function-host.ts'
import { reportFailure } from './report-failure.ts'

/**
 * Calls a function for the state machine. An error that the function throws is the function's own, by its name, as
 * Lambda would report it; one that took too long counts as a function that could not be run.
 */
export async function invokeForWorkflow(
  functions: FunctionHost,
  name: string,
  payload: unknown,
): Promise<unknown> {
  try {
    return await functions.invoke(name, payload)
  } catch (error) {
    if (!(error instanceof Error) || error instanceof FunctionTimeout) throw error
    reportFailure(`[workflow] ${name} failed`, error)
    // The history of an execution keeps it.
    throw new InvokeError(error.name, redact(error.message))
  }
}
