import { randomUUID } from 'node:crypto'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import * as z from 'zod'
import {
  dueAtOf,
  type Execution,
  type Origin,
  type Progress,
  progressSchema,
  type Status,
} from './execution.ts'
import type { RecordedEvent, WorkflowEvent } from './history.ts'
import { jsonSchema } from './json.ts'

/** Thrown when another engine has opened the same journal since: this one must not write any more. */
export class JournalTaken extends Error {}

/** What one step changes, and the events that tell of it. Committed together or not at all. */
export interface Transition {
  readonly progress: Partial<Progress>
  readonly events: readonly WorkflowEvent[]
}

export interface Journal {
  /** Creation of the journal, epoch milliseconds. */
  readonly createdAt: number
  /** False when the name is taken. */
  create(origin: Origin, progress: Progress, events: readonly WorkflowEvent[]): boolean
  load(name: string): Execution | undefined
  /** False, and nothing written, when the execution moved on since it was loaded. */
  commit(current: Execution, transition: Transition): boolean
  /** The execution that a task token was given out by, whether or not it still waits for it. */
  executionOfToken(token: string): Execution | undefined
  /** Running executions with a timer at or before `now`. */
  due(now: number): readonly string[]
  unfinished(): readonly string[]
  list(query: { status: Status | undefined; before: number; limit: number }): readonly Execution[]
  events(name: string, query: { beyond: number; limit: number; reverse: boolean }): readonly RecordedEvent[]
  keepDefinition(digest: string, source: string): void
  definition(digest: string): string | undefined
  close(): void
}

const tables = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS journal (one INTEGER PRIMARY KEY CHECK (one = 1), created_at INTEGER, owner TEXT);
  CREATE TABLE IF NOT EXISTS definitions (digest TEXT PRIMARY KEY, source TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS executions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, input TEXT NOT NULL, qualifier TEXT,
    started_at INTEGER NOT NULL, definition TEXT NOT NULL, status TEXT NOT NULL, due_at INTEGER,
    progress TEXT NOT NULL, version INTEGER NOT NULL, last_event INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS executions_due ON executions (due_at) WHERE status = 'RUNNING';
  CREATE TABLE IF NOT EXISTS events (
    execution TEXT NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, details TEXT NOT NULL,
    PRIMARY KEY (execution, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, execution TEXT NOT NULL) WITHOUT ROWID;`

const executionRow = z
  .object({
    sequence: z.number(),
    name: z.string(),
    input: z.string(),
    qualifier: z.string().nullable(),
    started_at: z.number(),
    definition: z.string(),
    progress: z.string(),
    version: z.number(),
    last_event: z.number(),
  })
  .transform(
    ({ progress, qualifier, started_at, last_event, ...row }): Execution => ({
      ...row,
      ...progressSchema.parse(JSON.parse(progress)),
      qualifier: qualifier ?? undefined,
      startedAt: started_at,
      lastEvent: last_event,
    }),
  )

const eventRow = z
  .object({ id: z.number(), at: z.number(), type: z.string(), details: z.string() })
  .transform(
    (row): RecordedEvent => ({
      ...row,
      details: z.record(z.string(), jsonSchema).parse(JSON.parse(row.details)),
    }),
  )

const nameRow = z.object({ name: z.string() })

/**
 * Opens the executions' journal, a SQLite file; every commit is on the disk when it returns.
 * Whoever opened it last owns it.
 * @param now epoch milliseconds, for the events' times.
 */
export function openJournal(path: string, now: () => number): Journal {
  const database = new DatabaseSync(path)
  database.exec(tables)
  const owner = randomUUID()
  const run = (sql: string, ...values: SQLInputValue[]) => database.prepare(sql).run(...values)
  const all = (sql: string, ...values: SQLInputValue[]) => database.prepare(sql).all(...values)
  const loadWhere = (condition: string, ...values: SQLInputValue[]) =>
    all(`SELECT * FROM executions WHERE ${condition}`, ...values).map((row) => executionRow.parse(row))
  const namesWhere = (condition: string, ...values: SQLInputValue[]) =>
    all(`SELECT name FROM executions WHERE ${condition}`, ...values).map((row) => nameRow.parse(row).name)

  run(
    'INSERT INTO journal VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET owner = excluded.owner',
    Math.round(now()),
    owner,
  )
  const createdAt = z
    .object({ created_at: z.number() })
    .parse(database.prepare('SELECT created_at FROM journal').get()).created_at

  /** Runs `work` as one transaction; nothing of it stays when it returns false or throws. */
  function transact(work: () => boolean): boolean {
    database.exec('BEGIN IMMEDIATE')
    let kept = false
    try {
      const row = database.prepare('SELECT owner FROM journal').get()
      if (row?.['owner'] !== owner) throw new JournalTaken('another engine has opened this journal')
      kept = work()
    } finally {
      database.exec(kept ? 'COMMIT' : 'ROLLBACK')
    }
    return kept
  }

  function append(name: string, lastEvent: number, events: readonly WorkflowEvent[]): void {
    for (const [index, { type, details }] of events.entries()) {
      const id = lastEvent + index + 1
      run(
        'INSERT INTO events VALUES (?, ?, ?, ?, ?)',
        name,
        id,
        Math.round(now()),
        type,
        JSON.stringify(details),
      )
    }
  }

  return {
    createdAt,
    create: (origin, progress, events) =>
      transact(() => {
        const { changes } = run(
          `INSERT INTO executions (name, input, qualifier, started_at, definition, status, due_at, progress, version, last_event)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT DO NOTHING`,
          origin.name,
          origin.input,
          origin.qualifier ?? null,
          origin.startedAt,
          origin.definition,
          progress.status,
          dueAt(progress),
          JSON.stringify(progress),
          events.length,
        )
        if (changes === 0) return false
        append(origin.name, 0, events)
        return true
      }),
    load: (name) => loadWhere('name = ?', name)[0],
    commit: (current, transition) =>
      transact(() => {
        const progress = progressSchema.parse({ ...current, ...transition.progress })
        const { changes } = run(
          `UPDATE executions SET status = ?, due_at = ?, progress = ?, version = version + 1, last_event = ?
           WHERE name = ? AND version = ?`,
          progress.status,
          dueAt(progress),
          JSON.stringify(progress),
          current.lastEvent + transition.events.length,
          current.name,
          current.version,
        )
        if (changes === 0) return false
        append(current.name, current.lastEvent, transition.events)
        const { position } = progress
        if (position.at === 'invocation' && position.callback) {
          run('INSERT INTO tokens VALUES (?, ?) ON CONFLICT DO NOTHING', position.token, current.name)
        }
        return true
      }),
    executionOfToken: (token) => loadWhere('name = (SELECT execution FROM tokens WHERE token = ?)', token)[0],
    due: (moment) => namesWhere("status = 'RUNNING' AND due_at <= ?", moment),
    unfinished: () => namesWhere("status = 'RUNNING' ORDER BY sequence"),
    list: ({ status, before, limit }) =>
      loadWhere(
        '(?1 IS NULL OR status = ?1) AND sequence < ?2 ORDER BY sequence DESC LIMIT ?3',
        status ?? null,
        before,
        limit,
      ),
    events: (name, { beyond, limit, reverse }) =>
      all(
        `SELECT id, at, type, details FROM events WHERE execution = ? AND id ${reverse ? '<' : '>'} ?
         ORDER BY id ${reverse ? 'DESC' : 'ASC'} LIMIT ?`,
        name,
        beyond,
        limit,
      ).map((row) => eventRow.parse(row)),
    keepDefinition: (digest, source) => {
      run('INSERT INTO definitions VALUES (?, ?) ON CONFLICT DO NOTHING', digest, source)
    },
    definition: (digest) => {
      const row = database.prepare('SELECT source FROM definitions WHERE digest = ?').get(digest)
      return row === undefined ? undefined : z.object({ source: z.string() }).parse(row).source
    },
    close: () => database.close(),
  }
}

/** The nearest timer of an execution that runs: its position's or its own deadline. */
function dueAt(progress: Progress): number | null {
  const nearest = Math.min(
    dueAtOf(progress.position) ?? Number.POSITIVE_INFINITY,
    progress.deadline ?? Number.POSITIVE_INFINITY,
  )
  return Number.isFinite(nearest) ? Math.ceil(nearest) : null
}
