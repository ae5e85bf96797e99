import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { writeAtomically } from './write-atomically.ts'

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

export type Mail = z.infer<typeof mailSchema>

export interface NewAttachment {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

export type NewMail = Omit<Mail, 'number' | 'messageId' | 'at' | 'attachments' | 'tags'> & {
  readonly attachments: readonly NewAttachment[]
  readonly tags?: Mail['tags']
}

/** Mails as files, one each and one for each attachment, in the order in which they came. */
export interface Mailbox {
  /** Resolves once the mail is on the disk. */
  add(mail: NewMail): Promise<Mail>
  /** Oldest first. */
  list(): readonly Mail[]
  find(number: number): Mail | undefined
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
  readonly folder: string
  readonly now: () => Date
  /** Called before a mail counts as taken, to see to its relaying. */
  readonly onMail?: (mail: Mail) => Promise<void>
}

export async function openMailbox({ folder, now, onMail }: MailboxOptions): Promise<Mailbox> {
  const mails = await readAll(folder)
  let last = mails.at(-1)?.number ?? 0
  return {
    async add({ attachments, ...fresh }) {
      last += 1
      const mail: Mail = {
        tags: {},
        ...fresh,
        number: last,
        messageId: randomUUID(),
        at: now().toISOString(),
        attachments: attachments.map(({ name, type, bytes }) => ({ name, type, size: bytes.length })),
      }
      for (const [index, { bytes }] of attachments.entries()) {
        await writeAtomically(join(folder, attachmentFile(mail.number, index)), bytes)
      }
      await writeAtomically(join(folder, `${prefix(mail.number)}.json`), JSON.stringify(mail))
      await onMail?.(mail)
      // Two mails written at once may finish in either order.
      mails.splice(mails.findLastIndex(({ number }) => number < mail.number) + 1, 0, mail)
      return mail
    },
    list: () => mails,
    find: (number) => mails.find((mail) => mail.number === number),
    readAttachment: (number, index) => readFile(join(folder, attachmentFile(number, index))),
    async eraseCase(reference) {
      const isOfCase = ({ tags }: Mail) => Object.values(tags).some((tag) => tag.startsWith(`${reference}_`))
      const ofCase = mails.filter(isOfCase)
      const applicant = new Set(ofCase.filter(isToApplicant).flatMap(({ to }) => to))
      for (const mail of mails)
        if (Object.keys(mail.tags).length > 0 && !isOfCase(mail))
          for (const address of mail.to) applicant.delete(address)
      const others = mails.filter(
        ({ tags, to }) => Object.keys(tags).length === 0 && to.some((address) => applicant.has(address)),
      )
      for (const { number } of [...ofCase, ...others])
        await empty(number, { subject: '', to: [], replyTo: [], headers: {} })
      return ofCase.length + others.length
    },
    forget: (number) => empty(number, {}),
  }

  async function empty(number: number, also: Partial<Mail>): Promise<void> {
    const at = mails.findIndex((mail) => mail.number === number)
    const mail = mails[at]
    if (mail === undefined) return
    const bare: Mail = { ...mail, html: '', text: '', attachments: [], ...also }
    if (isDeepStrictEqual(bare, mail)) return
    for (const index of mail.attachments.keys()) {
      await rm(join(folder, attachmentFile(number, index)), { force: true })
    }
    await writeAtomically(join(folder, `${prefix(number)}.json`), JSON.stringify(bare))
    mails[at] = bare
  }
}

/** The address may be anybody's as long as the case asked for nothing but to confirm it. */
function isToApplicant({ tags }: Mail): boolean {
  return Object.values(tags).some((tag) => /_mail-applicant_(?!confirm-address)/.test(tag))
}

async function readAll(folder: string): Promise<Mail[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{8}\.json$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => mailSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  )
}

function attachmentFile(number: number, index: number): string {
  return `${prefix(number)}.attachment-${index}`
}

function prefix(number: number): string {
  return String(number).padStart(8, '0')
}
