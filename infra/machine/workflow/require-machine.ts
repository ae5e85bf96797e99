import { ApiError } from './api-error.ts'
import type { EngineCore } from './engine-core.ts'
import type { Execution } from './execution.ts'
import { readExecutionArn, readMachineArn } from './machine-identity.ts'

/** Checks that a request means this engine's state machine; any alias or version of it is taken. */
export function requireMachine(core: EngineCore, arn: string): { readonly qualifier: string | undefined } {
  const named = readMachineArn(arn)
  if (named === undefined) throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`)
  if (named.arn !== core.machine.arn) {
    throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
  }
  return named
}

/** The execution that a request names. */
export function requireExecution(core: EngineCore, arn: string): Execution {
  const named = readExecutionArn(arn)
  if (named === undefined) throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`)
  const known = arn === core.machine.executionArn(named.name) ? core.journal.load(named.name) : undefined
  if (known === undefined) {
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
  }
  return known
}
