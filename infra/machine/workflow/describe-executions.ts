import * as z from 'zod'
import { ApiError, parseRequest } from './api-error.ts'
import type { EngineCore } from './engine-core.ts'
import { type Execution, statusSchema } from './execution.ts'
import { toHistoryEvent } from './history.ts'
import type { Json } from './json.ts'
import { requireExecution, requireMachine } from './require-machine.ts'
import { redriveObstacle } from './stop-and-redrive.ts'

const arn = z.string().min(1).max(256)
const paging = {
  maxResults: z.int().min(0).max(1000).default(100),
  nextToken: z.string().min(1).max(1024).optional(),
}
const listRequest = z.object({ stateMachineArn: arn, statusFilter: statusSchema.optional(), ...paging })
const describeRequest = z.object({ executionArn: arn })
const machineRequest = z.object({ stateMachineArn: arn })
const historyRequest = z.object({
  executionArn: arn,
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  ...paging,
})

/** What a page holds when 0 is asked for. */
const defaultPage = 100

export function describeStateMachine(core: EngineCore, body: unknown): Record<string, Json> {
  requireMachine(core, parseRequest(machineRequest, body).stateMachineArn)
  return {
    stateMachineArn: core.machine.arn,
    name: core.machine.name,
    status: 'ACTIVE',
    definition: core.deployed.source,
    roleArn: core.machine.roleArn,
    type: 'STANDARD',
    creationDate: core.journal.createdAt / 1000,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
  }
}

export function describeExecution(core: EngineCore, body: unknown): Record<string, Json> {
  const execution = requireExecution(core, parseRequest(describeRequest, body).executionArn)
  const obstacle = redriveObstacle(execution, core.now())
  return withoutUndefined({
    ...summaryOf(core, execution),
    input: execution.input,
    inputDetails: { included: true },
    output: execution.output,
    outputDetails: execution.output === undefined ? undefined : { included: true },
    error: execution.error,
    cause: execution.cause,
    redriveStatus: obstacle === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: obstacle,
  })
}

/** Newest first. */
export function listExecutions(core: EngineCore, body: unknown): Record<string, Json> {
  const request = parseRequest(listRequest, body)
  requireMachine(core, request.stateMachineArn)
  const limit = request.maxResults || defaultPage
  const before = readPageToken(request.nextToken) ?? Number.MAX_SAFE_INTEGER
  const found = core.journal.list({ status: request.statusFilter, before, limit: limit + 1 })
  const page = found.slice(0, limit)
  return withoutUndefined({
    executions: page.map((execution) => summaryOf(core, execution)),
    nextToken: found.length > limit ? writePageToken(page.at(-1)?.sequence) : undefined,
  })
}

export function getExecutionHistory(core: EngineCore, body: unknown): Record<string, Json> {
  const request = parseRequest(historyRequest, body)
  const { name } = requireExecution(core, request.executionArn)
  const limit = request.maxResults || defaultPage
  const start = request.reverseOrder ? Number.MAX_SAFE_INTEGER : 0
  const beyond = readPageToken(request.nextToken) ?? start
  const found = core.journal.events(name, { beyond, limit: limit + 1, reverse: request.reverseOrder })
  const page = found.slice(0, limit)
  return withoutUndefined({
    events: page.map((event) => toHistoryEvent(event, request.includeExecutionData)),
    nextToken: found.length > limit ? writePageToken(page.at(-1)?.id) : undefined,
  })
}

function summaryOf(core: EngineCore, execution: Execution): Record<string, Json> {
  const { machine } = core
  const { qualifier, stoppedAt, redrivenAt } = execution
  return withoutUndefined({
    executionArn: machine.executionArn(execution.name),
    stateMachineArn: machine.arn,
    stateMachineAliasArn: qualifier === undefined ? undefined : `${machine.arn}:${qualifier}`,
    name: execution.name,
    status: execution.status,
    startDate: execution.startedAt / 1000,
    stopDate: stoppedAt === undefined ? undefined : stoppedAt / 1000,
    redriveCount: execution.redrives,
    redriveDate: redrivenAt === undefined ? undefined : redrivenAt / 1000,
  })
}

function writePageToken(last: number | undefined): string {
  return Buffer.from(`after ${last}`).toString('base64url')
}

function readPageToken(token: string | undefined): number | undefined {
  if (token === undefined) return undefined
  const last = /^after (\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  if (last === undefined) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid pagination token'")
  return Number(last)
}

function withoutUndefined(fields: Record<string, Json | undefined>): Record<string, Json> {
  const given = Object.entries(fields).flatMap(([key, value]): [string, Json][] =>
    value === undefined ? [] : [[key, value]],
  )
  return Object.fromEntries(given)
}
