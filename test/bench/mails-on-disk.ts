import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import type { DeliveredMail } from '#infra/machine/demo/visitor.ts'

const keptSchema = z
  .object({ to: z.array(z.string()), subject: z.string(), text: z.string(), html: z.string() })
  .transform((mail): DeliveredMail => ({ ...mail, to: mail.to.join(', ') }))

/**
 * Every mail of a running Tasvib, oldest first, from its data folder: rows of its database, or a file each in the first round's
 * release. Each is read once, and no Tasvib is asked: reading mail is no part of what is measured.
 */
export function mailsOnDisk(dataFolder: string): () => readonly DeliveredMail[] {
  const bodiesAfter = existsSync(join(dataFolder, 'tasvib.sqlite'))
    ? inDatabase(dataFolder)
    : inFiles(dataFolder)
  const mails: DeliveredMail[] = []
  return () => {
    mails.push(...bodiesAfter(mails.length).map((body) => keptSchema.parse(JSON.parse(body))))
    return mails
  }
}

/** The bodies of the mails after so many. */
type BodiesAfter = (read: number) => readonly string[]

function inDatabase(dataFolder: string): BodiesAfter {
  const database = new DatabaseSync(join(dataFolder, 'tasvib.sqlite'), { readOnly: true })
  const later = database.prepare('SELECT body FROM mails ORDER BY number LIMIT -1 OFFSET ?')
  return (read) => later.all(read).map(({ body }) => String(body))
}

function inFiles(dataFolder: string): BodiesAfter {
  const folder = join(dataFolder, 'mail')
  return (read) =>
    readdirSync(folder)
      .filter((name) => /^\d{8}\.json$/.test(name))
      .sort()
      .slice(read)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
}
