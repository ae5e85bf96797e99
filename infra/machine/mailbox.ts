import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import type { Database } from '#infra/machine/store/database.ts'
import { mailsUnderWay } from './mails-under-way.ts'

const attachmentSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
})

const mailSchema = z.object({
  /** Counts from 1, in the order of arrival. */
  number: z.number().int().positive(),
  messageId: z.string(),
  /** ISO 8601, by the functions' clock. */
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** Further header fields, by name. */
  headers: z.record(z.string(), z.string()),
  /** What the sender wants to get back with each report of the mail, by name. */
  tags: z.record(z.string(), z.string()).default({}),
  attachments: z.array(attachmentSchema),
})

export type KeptMail = z.infer<typeof mailSchema>

export interface NewAttachment {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export type NewMail = Omit<KeptMail, 'number' | 'messageId' | 'at' | 'attachments' | 'tags'> & {
  readonly attachments: readonly NewAttachment[]
  readonly tags?: KeptMail['tags']
}

/** Mails in the machine's database, in the order in which they came. Another process, an operator's command, may add some. */
export interface Mailbox {
  /** Resolves once the mail is on the disk. */
  add(mail: NewMail): Promise<KeptMail>
  /** Oldest first. */
  list(): readonly KeptMail[]
  find(number: number): KeptMail | undefined
  /** The bytes of one of a mail's attachments. */
  readAttachment(number: number, index: number): Promise<Buffer>
  /** Deletes what a mail says, its links first of all; that it was sent, to whom and when is kept. Harmless to repeat. */
  forget(number: number): Promise<void>
  /**
   * Takes everything about persons from the mails of a case, and from those to its applicant that name no case, where the applicant
   * confirmed the address and no other case has it: words, subject, addresses and attachments. That there was a mail, and when, is kept. Answers how many; harmless to repeat.
   */
  eraseCase(reference: string): Promise<number>
}

export interface MailboxOptions {
  readonly database: Database
  readonly now: () => Date
  /** Whether mails wait to be sent on; else each is delivered once it lies here. */
  readonly forwards?: boolean
}

export function openMailbox({ database, now, forwards = false }: MailboxOptions): Mailbox {
  const { sql } = database
  const underWay = mailsUnderWay(database, now)
  let version: unknown
  let mails: KeptMail[] = []

  /** Kept for whoever lists again and again; read anew when another connection has written. */
  const listed = (): readonly KeptMail[] => {
    const present = database.prepared('PRAGMA data_version').get()?.['data_version']
    if (present !== version) mails = []
    version = present
    const last = mails.at(-1)?.number ?? 0
    for (const row of sql.all`SELECT * FROM mails WHERE number > ${last} ORDER BY number`)
      mails.push(mailIn(row))
    return mails
  }
  const find = (number: number): KeptMail | undefined => {
    const row = sql.get`SELECT * FROM mails WHERE number = ${number}`
    return row === undefined ? undefined : mailIn(row)
  }

  return {
    async add({ attachments, ...fresh }) {
      const written = {
        tags: {},
        ...fresh,
        messageId: randomUUID(),
        at: now().toISOString(),
        attachments: attachments.map(({ name, type, bytes }) => ({ name, type, size: bytes.length })),
      }
      const mail = database.transact((): KeptMail => {
        const { lastInsertRowid } = sql.run`INSERT INTO mails (body) VALUES (${JSON.stringify(written)})`
        const number = Number(lastInsertRowid)
        for (const [place, { bytes }] of attachments.entries())
          sql.run`INSERT INTO mail_attachments VALUES (${number}, ${place}, ${bytes})`
        const added = { ...written, number }
        if (forwards) underWay.toSend(added)
        else underWay.report(added, { outcome: 'delivered' })
        return added
      })
      await database.onDisk()
      return mail
    },
    list: listed,
    find,
    async readAttachment(number, index) {
      const row = sql.get`SELECT bytes FROM mail_attachments WHERE number = ${number} AND place = ${index}`
      if (row === undefined) throw new Error('There is no such attachment')
      return Buffer.from(attachmentRow.parse(row).bytes)
    },
    async eraseCase(reference) {
      const isOfCase = ({ tags }: KeptMail) =>
        Object.values(tags).some((tag) => tag.startsWith(`${reference}_`))
      const ofCase = listed().filter(isOfCase)
      const applicant = new Set(ofCase.filter(isToApplicant).flatMap(({ to }) => to))
      for (const mail of mails)
        if (Object.keys(mail.tags).length > 0 && !isOfCase(mail))
          for (const address of mail.to) applicant.delete(address)
      const others = mails.filter(
        ({ tags, to }) => Object.keys(tags).length === 0 && to.some((address) => applicant.has(address)),
      )
      for (const { number } of [...ofCase, ...others])
        empty(number, { subject: '', to: [], replyTo: [], headers: {} })
      return ofCase.length + others.length
    },
    async forget(number) {
      empty(number, {})
    },
  }

  function empty(number: number, also: Partial<KeptMail>): void {
    const mail = find(number)
    if (mail === undefined) return
    const bare: KeptMail = { ...mail, html: '', text: '', attachments: [], ...also }
    if (isDeepStrictEqual(bare, mail)) return
    const { number: _, ...body } = bare
    database.transact(() => {
      sql.run`DELETE FROM mail_attachments WHERE number = ${number}`
      sql.run`UPDATE mails SET body = ${JSON.stringify(body)} WHERE number = ${number}`
    })
    mails = mails.map((each) => (each.number === number ? bare : each))
  }
}

const mailRow = z.object({ number: z.number(), body: z.string() })
const attachmentRow = z.object({ bytes: z.instanceof(Uint8Array) })

function mailIn(row: unknown): KeptMail {
  const { number, body } = mailRow.parse(row)
  return mailSchema.parse({ ...JSON.parse(body), number })
}

/** The address may be anybody's as long as the case asked for nothing but to confirm it. */
function isToApplicant({ tags }: KeptMail): boolean {
  return Object.values(tags).some((tag) => /_mail-applicant_(?!confirm-address)/.test(tag))
}
