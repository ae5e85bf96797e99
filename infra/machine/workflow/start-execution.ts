import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { ApiError, parseRequest } from './api-error.ts'
import type { EngineCore } from './engine-core.ts'
import { exceedsPayloadLimit, type Json, jsonSchema } from './json.ts'
import { requireMachine } from './require-machine.ts'

const startRequest = z.object({
  stateMachineArn: z.string().min(1).max(256),
  name: z.string().optional(),
  input: z.string().default('{}'),
  traceHeader: z.string().optional(),
})

/** Step Functions takes no spaces, brackets, wildcards, other special or control characters in a name. */
const executionName = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]{1,80}$/u

/** Idempotent while an execution of the same name and input runs. */
export function startExecution(core: EngineCore, body: unknown): Record<string, Json> {
  const request = parseRequest(startRequest, body)
  const { qualifier } = requireMachine(core, request.stateMachineArn)
  const name = request.name ?? randomUUID()
  if (!executionName.test(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`)
  const stateInput = parseInput(request.input)

  const { machine, journal, deployed } = core
  const startedAt = Math.round(core.now())
  const timeout = deployed.definition.timeoutSeconds
  const details: Record<string, Json> = { input: request.input, roleArn: machine.roleArn }
  if (qualifier !== undefined) details['stateMachineAliasArn'] = `${machine.arn}:${qualifier}`
  const created = journal.create(
    { name, input: request.input, qualifier, startedAt, definition: deployed.digest },
    {
      status: 'RUNNING',
      state: deployed.definition.startAt,
      stateInput,
      enteredAt: startedAt,
      variables: {},
      retries: [],
      position: { at: 'entry' },
      deadline: timeout === undefined ? undefined : startedAt + timeout * 1000,
      redrives: 0,
    },
    [{ type: 'ExecutionStarted', details }],
  )
  const executionArn = machine.executionArn(name)
  if (created) {
    core.nudge(name)
    return { executionArn, startDate: startedAt / 1000 }
  }
  const known = journal.load(name)
  if (known?.status !== 'RUNNING' || known.input !== request.input) {
    throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`)
  }
  return { executionArn, startDate: known.startedAt / 1000 }
}

function parseInput(text: string): Json {
  if (exceedsPayloadLimit(text)) throw new ApiError('InvalidExecutionInput', 'The input is too long')
  try {
    return jsonSchema.parse(JSON.parse(text))
  } catch {
    throw new ApiError('InvalidExecutionInput', 'Invalid State Machine Execution Input: not JSON')
  }
}
