import { existsSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import type { FileStore } from '#infra/machine/files/file-store.ts'
import { openMailbox } from '#infra/machine/mailbox.ts'
import { isMissing } from '#infra/machine/read-if-there.ts'
import { StartFailure } from '#infra/machine/start-failure.ts'
import { syncFolder } from '#infra/machine/write-atomically.ts'
import type { Database } from './database.ts'

/** What moves, in the data folder that it is in. */
interface Folder {
  readonly path: string
  file(name: string): string
}

/**
 * Moves what the releases before kept in folders and files of their own into the database: files of cases (`objects`), mails
 * (`mail`), which of them are to be sent (`mail-outbox`) and told (`mail-reports`), and calls to finance (`calls.db`). Each goes once it is all there, so that a run that dies is taken up by the next, and
 * what was erased since does not come back.
 */
export async function moveOldFolders(folder: Folder, database: Database, store: FileStore): Promise<void> {
  await moveObjects(folder, store)
  await moveMails(folder, database)
  await moveMailMarkers(folder, database)
  await moveCalls(folder, database)
}

const descriptionSchema = z.object({
  key: z.string(),
  size: z.number().int().nonnegative(),
  modified: z.string(),
  headers: z.record(z.string(), z.string()),
})

/** An object was a file whose first line describes it. */
async function moveObjects(folder: Folder, store: FileStore): Promise<void> {
  const objects = folder.file('objects')
  if (!existsSync(objects)) return
  for (const entry of await readdir(objects, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/^[0-9a-f]{64}$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const { key, modified, headers, offset } = await describedIn(path)
    const type = headers['content-type'] ?? 'application/octet-stream'
    const name = decoded(headers['x-amz-meta-name'])
    // What is there under the key is this one, from a run that died, or newer.
    if (store.find(key) === undefined) {
      const object = await open(path)
      const content = object.createReadStream({ start: offset }) as AsyncIterable<Buffer>
      const known = { key, type, ...(name === undefined ? {} : { name }), modified: new Date(modified) }
      await store.put({ ...known, onlyNew: true }, content)
    }
    // At once: once Tasvib runs, the file may be erased, and a next start must not find it here.
    await rm(path)
    await syncFolder(dirname(path))
  }
  await rm(objects, { recursive: true, force: true })
  await syncFolder(dirname(objects))
}

async function describedIn(path: string): Promise<z.infer<typeof descriptionSchema> & { offset: number }> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(Math.min(1_000_000, (await stat(path)).size))
    await file.read(head, 0, head.length, 0)
    const end = head.indexOf(0x0a)
    return { ...descriptionSchema.parse(JSON.parse(head.subarray(0, end).toString('utf8'))), offset: end + 1 }
  } catch (cause) {
    throw new StartFailure(
      [
        `فایل ${path} از آنِ هیچ نسخه‌ای نیست و خوانده نشد؛ آن را از پوشه بردارید و دوباره آغاز کنید.`,
        `The file ${path} is of no release and cannot be read. Take it out of the folder and start again.`,
      ].join('\n'),
      { cause },
    )
  } finally {
    await file.close()
  }
}

function decoded(encoded: string | undefined): string | undefined {
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

const oldMail = z.looseObject({
  number: z.number(),
  attachments: z.array(z.unknown()),
  tags: z.record(z.string(), z.string()).default({}),
})
const referenceRow = z.object({ reference: z.string() })

/** What an erasure leaves of a mail (`mailbox.ts`); the release before did not reach so far. */
const bare = { to: [], replyTo: [], subject: '', html: '', text: '', headers: {}, attachments: [] }

async function moveMails(folder: Folder, database: Database): Promise<void> {
  const { sql } = database
  const [mails, moved] = [folder.file('mail'), folder.file('mail.moved')]
  // A run that died on the way of removing it.
  await rm(moved, { recursive: true, force: true })
  if (!existsSync(mails)) return
  const erased = sql.all`SELECT reference FROM cases
    WHERE head ->> '$.state.status' = 'closed' AND head ->> '$.state.applicant' IS NULL`.map(
    (row) => referenceRow.parse(row).reference,
  )
  const names = (await readdir(mails)).filter((name) => /^\d{8}\.json$/.test(name)).sort()
  for (const name of names) {
    const text = await readFile(join(mails, name), 'utf8')
    const { number, ...whole } = oldMail.parse(JSON.parse(text))
    const isTaggedBy = (reference: string) =>
      Object.values(whole.tags).some((tag) => tag.startsWith(`${reference}_`))
    // Of those that are tagged the mailbox knows who the applicant is, and takes their other mails, too.
    const isNamed = erased.some((reference) => text.includes(reference) && !isTaggedBy(reference))
    const mail = isNamed ? { ...whole, ...bare } : whole
    if (sql.get`SELECT 1 FROM mails WHERE number = ${number}` !== undefined) continue
    const attachments = await Promise.all(
      mail.attachments.map((_, place) =>
        readUnlessGone(join(mails, name.replace(/\.json$/, `.attachment-${place}`))),
      ),
    )
    database.transact(() => {
      sql.run`INSERT INTO mails VALUES (${number}, ${JSON.stringify(mail)})`
      for (const [place, bytes] of attachments.entries())
        if (bytes !== undefined) sql.run`INSERT INTO mail_attachments VALUES (${number}, ${place}, ${bytes})`
    })
  }
  const mailbox = openMailbox({ database, now: () => new Date() })
  for (const reference of erased) await mailbox.eraseCase(reference)
  await database.onDisk()
  // In one step: half a folder of mails would be moved again.
  await rename(mails, moved)
  await syncFolder(dirname(mails))
  await rm(moved, { recursive: true, force: true })
  await syncFolder(dirname(mails))
}

/** A file for each, by the mail's number; of what the server had refused for good (`mail-refused`) nothing was left to do. */
async function moveMailMarkers(folder: Folder, database: Database): Promise<void> {
  const { sql } = database
  const isKept = (number: number) => sql.get`SELECT 1 FROM mails WHERE number = ${number}` !== undefined
  const [outbox, reports, refused] = [
    folder.file('mail-outbox'),
    folder.file('mail-reports'),
    folder.file('mail-refused'),
  ]
  const toSend = await namesIn(outbox, /^\d{8}$/)
  const toTell = await Promise.all(
    (await namesIn(reports, /^\d{8}(?:\.delayed)?\.json$/)).map(async (name) => ({
      number: Number.parseInt(name, 10),
      body: await readFile(join(reports, name), 'utf8'),
    })),
  )
  database.transact(() => {
    for (const number of toSend.map(Number).filter(isKept))
      sql.run`INSERT INTO mails_to_send VALUES (${number}) ON CONFLICT DO NOTHING`
    for (const { number, body } of toTell.filter((each) => isKept(each.number)))
      sql.run`INSERT INTO mail_reports (number, body) VALUES (${number}, ${body})`
  })
  await database.onDisk()
  for (const each of [outbox, reports, refused]) await rm(each, { recursive: true, force: true })
  await syncFolder(folder.path)
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter((name) => pattern.test(name)).sort() : []
}

/** An attachment that is missing is gone, as in the release before. */
async function readUnlessGone(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (!isMissing(error)) throw error
    return undefined
  }
}

const messageRow = z.object({
  id: z.string(),
  queue: z.string(),
  body: z.string(),
  visible_at: z.number(),
  receives: z.number(),
})

/** A receipt of before is of no use to anybody any more. */
async function moveCalls(folder: Folder, database: Database): Promise<void> {
  const { sql } = database
  const file = folder.file('calls.db')
  if (!existsSync(file)) return
  const old = new DatabaseSync(file)
  try {
    const rows = old
      .prepare('SELECT id, queue, body, visible_at, receives FROM messages ORDER BY sequence')
      .all()
    database.transact(() => {
      for (const row of rows.map((one) => messageRow.parse(one)))
        sql.run`INSERT INTO messages (id, queue, body, visible_at, receives)
          VALUES (${row.id}, ${row.queue}, ${row.body}, ${row.visible_at}, ${row.receives}) ON CONFLICT DO NOTHING`
    })
  } finally {
    old.close()
  }
  await database.onDisk()
  await rename(file, `${file}.moved`)
  await syncFolder(dirname(file))
}
