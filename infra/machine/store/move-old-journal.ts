import { existsSync, renameSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { progressSchema } from '#infra/machine/workflow/execution.ts'
import { dueColumn } from '#infra/machine/workflow/journal.ts'
import type { Database } from './database.ts'

/** The file in which the releases before kept the workflow's journal, and what it is called once it was moved. */
const oldName = 'workflow.db'
const movedName = 'workflow.db.moved'

const executionRow = z.object({
  sequence: z.number(),
  name: z.string(),
  input: z.string(),
  started_at: z.number(),
  definition: z.string(),
  progress: z.string(),
  version: z.number(),
  last_event: z.number(),
})
const eventRow = z.object({
  execution: z.string(),
  id: z.number(),
  at: z.number(),
  type: z.string(),
  details: z.string(),
})
/** What a journal tells of an event: no tokens and no payloads. */
const detailsSchema = z.object({
  name: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
})
const definitionRow = z.object({ digest: z.string(), source: z.string() })
const tokenRow = z.object({ token: z.string(), execution: z.string() })

/**
 * Moves the journal that a release before kept in a file of its own into the database, all or nothing, once: the old file is
 * then kept under another name.
 * @returns what to tell whoever starts it; undefined where there is nothing to move
 */
export async function moveOldJournal(
  folder: { file(name: string): string },
  database: Database,
): Promise<string | undefined> {
  const [file, moved] = [folder.file(oldName), folder.file(movedName)]
  if (!existsSync(file)) return undefined
  const isEmpty = database.sql.get`SELECT 1 FROM executions` === undefined
  const old = new DatabaseSync(file)
  try {
    // A run that died between its commit and the new name has moved all of it.
    if (isEmpty) database.transact(() => moveRows(old, database))
  } finally {
    old.close()
  }
  // Under its new name nobody looks for it: what it had has to outlive the power first.
  await database.onDisk()
  renameSync(file, moved)
  return [
    `روند گردش کار نسخهٔ پیش به پایگاه دادهٔ تازه آورده شد. فایل پیشین با نام ${moved} مانده است؛ می‌توانید آن را پاک کنید.`,
    `The workflow's journal of the release before was moved to the database. The old file is kept as ${moved}; you may delete it.`,
  ].join('\n')
}

function moveRows(old: DatabaseSync, { sql }: Database): void {
  for (const row of old.prepare('SELECT * FROM definitions').iterate()) {
    const { digest, source } = definitionRow.parse(row)
    sql.run`INSERT INTO definitions VALUES (${digest}, ${source}) ON CONFLICT DO NOTHING`
  }
  for (const row of old.prepare('SELECT * FROM executions ORDER BY sequence').iterate()) {
    const { name, ...kept } = executionRow.parse(row)
    const progress = readProgress(kept.progress)
    sql.run`INSERT INTO executions VALUES (${kept.sequence}, ${name}, ${kept.input}, ${kept.started_at},
      ${kept.definition}, ${progress.status}, ${dueColumn(progress)}, ${JSON.stringify(progress)}, ${kept.version},
      ${kept.last_event})`
  }
  for (const row of old.prepare('SELECT * FROM events').iterate()) {
    const { execution, id, at, type, details } = eventRow.parse(row)
    const kept = JSON.stringify(detailsSchema.parse(JSON.parse(details)))
    sql.run`INSERT INTO execution_events VALUES (${execution}, ${id}, ${at}, ${type}, ${kept})`
  }
  for (const row of old.prepare('SELECT * FROM tokens').iterate()) {
    const { token, execution } = tokenRow.parse(row)
    sql.run`INSERT INTO task_tokens VALUES (${token}, ${execution})`
  }
}

/** Whatever else ended an execution in a release before, it failed. */
function readProgress(text: string) {
  const kept = z.looseObject({ status: z.string() }).parse(JSON.parse(text))
  const status = ['TIMED_OUT', 'ABORTED'].includes(kept.status) ? 'FAILED' : kept.status
  return progressSchema.parse({ ...kept, status })
}
