import { chmodSync, closeSync, openSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementResultingChanges,
} from 'node:sqlite'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { type Migration, migrations } from './migrations.ts'

/**
 * The machine's one database. What returned from a transaction outlives this process; it outlives the machine's power once
 * `onDisk` resolved. Both keep the order of the commits: what is lost with the power is the last of them, and never one between.
 * A statement, alone or in a transaction, throws Unavailable when another process of this machine holds the database for longer than five seconds.
 */
export interface Database {
  /** Statements by what they say, prepared once: a value in one is a parameter and never part of the statement. */
  readonly sql: Prepared<[words: TemplateStringsArray, ...values: SQLInputValue[]]>
  /** A statement that is put together of our own words, prepared once. */
  prepared(statement: string): Prepared<SQLInputValue[]>
  /**
   * All that `work` writes or, when it throws, nothing. It is synchronous, so that nothing else of this process comes between.
   */
  transact<T>(work: () => T extends PromiseLike<unknown> ? never : T): T
  /** How many rows this process has written so far. */
  written(): number
  /**
   * Resolves when all that was committed until now is on the disk. The disk is waited for beside the process's other work, and
   * once for all who wait.
   * @throws whatever the disk answers, to everybody from then on: nobody knows any more what it has
   */
  onDisk(): Promise<void>
  close(): void
}

/** How a statement is asked. */
interface Prepared<Values extends unknown[]> {
  run(...values: Values): StatementResultingChanges
  get(...values: Values): Record<string, SQLOutputValue> | undefined
  all(...values: Values): Record<string, SQLOutputValue>[]
}

/** Thrown in a transaction whose condition no longer holds. */
export class Moved extends Error {
  override readonly name = 'Moved'
}

/** A database that a later release has written. */
export class LaterDatabase extends Error {
  override readonly name = 'LaterDatabase'
}

/** The time to wait comes first: already the next one may find the database held. */
const settings = `
  PRAGMA busy_timeout = 5000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;`

/**
 * Opens the database or makes it, for its owner alone, and brings it to the shape of this release. Several processes may have
 * it open: the running Tasvib, and an operator's command.
 * @param file `:memory:` for one that ends with the process
 * @param onDiskFailure hears once that the disk failed, and with what
 * @throws LaterDatabase rather than touch what it does not know
 */
export function openDatabase(file: string, onDiskFailure?: (error: unknown) => void): Database {
  if (file !== ':memory:') keepPrivate(file)
  const database = new DatabaseSync(file)
  try {
    unlessHeld(() => {
      database.exec(settings)
    })
    const statements = new Map<string, Prepared<SQLInputValue[]>>()
    const changes = database.prepare('SELECT total_changes() AS rows')
    const written = (): number => Number(changes.get()?.['rows'])
    const log = writeAheadLog(file, written, onDiskFailure)
    const opened: Database = {
      sql: askedUnlessHeld<[TemplateStringsArray, ...SQLInputValue[]]>(database.createTagStore()),
      prepared(statement) {
        const known =
          statements.get(statement) ?? askedUnlessHeld<SQLInputValue[]>(database.prepare(statement))
        statements.set(statement, known)
        return known
      },
      transact: (work) => transact(database, work),
      written,
      onDisk: () => log.onDisk(),
      close: () => {
        log.close()
        database.close()
      },
    }
    opened.transact(() => migrate(database))
    return opened
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLite gives the files beside it the same mode. */
function keepPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

/**
 * Brings the log, which SQLite appends each commit to, to the disk. SQLite would do it by itself (`synchronous = FULL`), but within
 * the commit, and nobody is answered while a disk takes its milliseconds.
 */
function writeAheadLog(
  database: string,
  written: () => number,
  onFailure?: (error: unknown) => void,
): Pick<Database, 'onDisk' | 'close'> {
  let file: Promise<FileHandle> | undefined
  /** Less than anything: what a run that died has committed may not be there yet either. */
  let onDisk = -1
  let writing: Promise<void> | undefined

  async function write(): Promise<void> {
    const upTo = written()
    try {
      const handle = await (file ??= open(`${database}-wal`, 'r+'))
      await handle.datasync()
    } catch (error) {
      onFailure?.(error)
      throw error
    }
    onDisk = upTo
    writing = undefined
  }

  return {
    async onDisk() {
      if (database === ':memory:') return
      const wanted = written()
      // What is under way may have begun before the last commit. One that failed stays, and fails whoever waits.
      while (onDisk < wanted) await (writing ??= write())
    },
    close() {
      void file?.then((handle) => handle.close()).catch(() => undefined)
    },
  }
}

function migrate(database: DatabaseSync, known: readonly Migration[] = migrations): void {
  database.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT')
  const rows = database.prepare('SELECT name FROM migrations').all()
  const done = new Set(rows.map((row) => String(row['name'])))
  const unknown = [...done].filter((name) => !known.some((migration) => migration.name === name))
  if (unknown.length > 0) throw new LaterDatabase(`A later release has written the database: ${unknown[0]}`)
  for (const { name, sql } of known) {
    if (done.has(name)) continue
    database.exec(sql)
    database.prepare('INSERT INTO migrations VALUES (?, ?)').run(name, new Date().toISOString())
  }
}

function transact<T>(database: DatabaseSync, work: () => T): T {
  unlessHeld(() => {
    database.exec('BEGIN IMMEDIATE')
  })
  try {
    const result = work()
    if (result instanceof Promise) throw new Error('A transaction waits for nothing')
    unlessHeld(() => {
      database.exec('COMMIT')
    })
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** The same statements; what they throw is Unavailable where it is said of the moment and not of the statement. */
function askedUnlessHeld<Values extends unknown[]>(asked: Prepared<Values>): Prepared<Values> {
  return {
    run: (...values) => unlessHeld(() => asked.run(...values)),
    get: (...values) => unlessHeld(() => asked.get(...values)),
    all: (...values) => unlessHeld(() => asked.all(...values)),
  }
}

function unlessHeld<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw isBusy(error) ? new Unavailable('The database is held by another process', { cause: error }) : error
  }
}

/** SQLITE_BUSY is 5, in the low byte of whatever code it is told by. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error && 'errcode' in error)) return false
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === 5
}
