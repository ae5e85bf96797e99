import * as z from 'zod'
import type { Database } from '#infra/machine/store/database.ts'
import { dueAtOf, type Execution, type Origin, type Progress, progressSchema } from './execution.ts'
import type { KeptDefinition } from './read-definition.ts'

/** Event names as Step Functions spells them. */
type JournalEventType =
  | `${'Task' | 'Choice' | 'Succeed' | 'Fail'}StateEntered`
  | `${'Task' | 'Choice' | 'Succeed'}StateExited`
  | `Task${'Scheduled' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `Execution${'Started' | 'Succeeded' | 'Failed'}`
  | 'EvaluationFailed'

export interface WorkflowEvent {
  readonly type: JournalEventType
  /** Of the state. */
  readonly name?: string
  readonly error?: string
  readonly cause?: string
}

/** What one step changes, and the events that tell of it. Committed together or not at all. */
export interface Transition {
  readonly progress: Partial<Progress>
  readonly events: readonly WorkflowEvent[]
}

/** The executions, in the machine's database. */
export interface Journal {
  /** False when the name is taken. */
  create(origin: Omit<Origin, 'definition'>, definition: KeptDefinition, progress: Progress): boolean
  load(name: string): Execution | undefined
  /** False, and nothing written, when the execution moved on since it was loaded. */
  commit(current: Execution, transition: Transition): boolean
  /** The execution that a task token was given out by, whether or not it still waits for it. */
  executionOfToken(token: string): Execution | undefined
  /** Running executions that have something to do by `now`: a timer, or a step that nobody has taken yet. */
  due(now: number): readonly string[]
  running(): readonly Execution[]
  /** So many, the newest first. */
  newest(limit: number): readonly Execution[]
  events(name: string): readonly { readonly type: string; readonly name?: string | undefined }[]
  definition(digest: string): string | undefined
}

const executionRow = z
  .object({
    name: z.string(),
    input: z.string(),
    started_at: z.number(),
    definition: z.string(),
    progress: z.string(),
    version: z.number(),
    last_event: z.number(),
  })
  .transform(({ progress, started_at, last_event, ...row }): Execution => ({
    ...row,
    ...progressSchema.parse(JSON.parse(progress)),
    startedAt: started_at,
    lastEvent: last_event,
  }))

const eventRow = z.object({ type: z.string(), details: z.string() }).transform(({ type, details }) => ({
  type,
  ...z.object({ name: z.string().optional() }).parse(JSON.parse(details)),
}))

const nameRow = z.object({ name: z.string() })

/** @param now epoch milliseconds, for the events' times. */
export function journalIn(database: Database, now: () => number): Journal {
  const { sql } = database

  function append(name: string, lastEvent: number, events: readonly WorkflowEvent[]): void {
    for (const [index, { type, ...details }] of events.entries()) {
      sql.run`INSERT INTO execution_events
        VALUES (${name}, ${lastEvent + index + 1}, ${Math.round(now())}, ${type}, ${JSON.stringify(details)})`
    }
  }

  return {
    create: (origin, { digest, source }, progress) =>
      database.transact(() => {
        sql.run`INSERT INTO definitions VALUES (${digest}, ${source}) ON CONFLICT DO NOTHING`
        const { changes } = sql.run`INSERT INTO executions
          (name, input, started_at, definition, status, due_at, progress, version, last_event)
          VALUES (${origin.name}, ${origin.input}, ${origin.startedAt}, ${digest}, ${progress.status},
            ${dueColumn(progress)}, ${JSON.stringify(progress)}, 1, 1) ON CONFLICT DO NOTHING`
        if (Number(changes) === 0) return false
        append(origin.name, 0, [{ type: 'ExecutionStarted' }])
        return true
      }),
    load(name) {
      const row = sql.get`SELECT * FROM executions WHERE name = ${name}`
      return row === undefined ? undefined : executionRow.parse(row)
    },
    commit: (current, { progress: changed, events }) =>
      database.transact(() => {
        const progress = progressSchema.parse({ ...current, ...changed })
        const { changes } = sql.run`UPDATE executions SET status = ${progress.status},
          due_at = ${dueColumn(progress)}, progress = ${JSON.stringify(progress)}, version = version + 1,
          last_event = ${current.lastEvent + events.length}
          WHERE name = ${current.name} AND version = ${current.version}`
        if (Number(changes) === 0) return false
        append(current.name, current.lastEvent, events)
        const { position } = progress
        if (position.at === 'invocation' && position.callback)
          sql.run`INSERT INTO task_tokens VALUES (${position.token}, ${current.name}) ON CONFLICT DO NOTHING`
        return true
      }),
    executionOfToken(token) {
      const row = sql.get`SELECT executions.* FROM executions JOIN task_tokens ON execution = name
        WHERE token = ${token}`
      return row === undefined ? undefined : executionRow.parse(row)
    },
    due: (moment) =>
      sql.all`SELECT name FROM executions WHERE status = 'RUNNING' AND due_at <= ${moment}`.map(
        (row) => nameRow.parse(row).name,
      ),
    running: () =>
      sql.all`SELECT * FROM executions WHERE status = 'RUNNING' ORDER BY sequence`.map((row) =>
        executionRow.parse(row),
      ),
    newest: (limit) =>
      sql.all`SELECT * FROM executions ORDER BY sequence DESC LIMIT ${limit}`.map((row) =>
        executionRow.parse(row),
      ),
    events: (name) =>
      sql.all`SELECT type, details FROM execution_events WHERE execution = ${name} ORDER BY id`.map((row) =>
        eventRow.parse(row),
      ),
    definition(digest) {
      const row = sql.get`SELECT source FROM definitions WHERE digest = ${digest}`
      return row === undefined ? undefined : z.object({ source: z.string() }).parse(row).source
    },
  }
}

/** The time at which somebody has to look at a running execution; long ago where it waits for nothing. */
export function dueColumn({ position }: Progress): number {
  return Math.ceil(dueAtOf(position) ?? 0)
}
