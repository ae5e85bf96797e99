import type { Database } from './database.ts'

/** Deletes what nobody can use any more: everything with a time of its own refuses what is past it, whether or not it is gone. */
export function cleanUp(database: Database, at: Date): void {
  const { sql } = database
  const now = at.getTime()
  database.transact(() => {
    sql.run`DELETE FROM requests WHERE expires <= ${now}`
    sql.run`DELETE FROM links WHERE expires <= ${now}`
    sql.run`DELETE FROM drafts WHERE expires <= ${now}`
    sql.run`DELETE FROM unsent_forms WHERE expires <= ${now}`
    sql.run`DELETE FROM codes WHERE until <= ${now}`
    sql.run`DELETE FROM throttles WHERE expires <= ${now}`
  })
  // What was erased or deleted since leaves the write-ahead log too.
  database.prepared('PRAGMA wal_checkpoint(TRUNCATE)').all()
}
