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
  const later = existsSync(join(dataFolder, 'tasvib.sqlite')) ? inDatabase(dataFolder) : inFiles(dataFolder)
  const mails: DeliveredMail[] = []
  return () => {
    mails.push(...later().map((body) => keptSchema.parse(JSON.parse(body))))
    return mails
  }
}

/** The bodies of the mails that came since it was asked last. */
type Later = () => readonly string[]

function inDatabase(dataFolder: string): Later {
  const database = new DatabaseSync(join(dataFolder, 'tasvib.sqlite'), { readOnly: true })
  const behind = database.prepare('SELECT number, body FROM mails WHERE number > ? ORDER BY number')
  let last = 0
  return () => {
    const rows = behind.all(last)
    last = Number(rows.at(-1)?.['number'] ?? last)
    return rows.map(({ body }) => String(body))
  }
}

function inFiles(dataFolder: string): Later {
  const folder = join(dataFolder, 'mail')
  let read = 0
  return () => {
    const names = readdirSync(folder)
      .filter((name) => /^\d{8}\.json$/.test(name))
      .sort()
      .slice(read)
    read += names.length
    return names.map((name) => readFileSync(join(folder, name), 'utf8'))
  }
}
