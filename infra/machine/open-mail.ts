import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '#infra/machine/store/database.ts'
import type { DataFolder } from './data-folder.ts'
import { type MailReports, openMailReports } from './mail-reports.ts'
import { type KeptMail, type Mailbox, openMailbox } from './mailbox.ts'
import { reportFailure } from './report-failure.ts'
import { type MailOutcome, markerOf, openSmtpRelay } from './smtp-relay.ts'
import { writeAtomically } from './write-atomically.ts'

export interface OpenMail {
  readonly mailbox: Mailbox
  /** Begins to tell what becomes of the mails. */
  readonly tellReports: MailReports['start']
  stop(): Promise<void>
}

export interface MailFolder {
  readonly data: Omit<DataFolder, 'release'>
  readonly database: Database
  readonly now: () => Date
}

export interface OpenMailOptions extends MailFolder {
  readonly smtpUrl?: string | undefined
  readonly tellHealth?: ((what: string | undefined) => void) | undefined
  /** Mails are for their receivers alone: each is kept until it was sent on, and then forgotten but for that it was. */
  readonly production?: boolean
}

/** Milliseconds in which whoever adds a mail has written its marker; an operator's command may just do so. */
const marking = 60_000

/**
 * The mailbox with what is kept beside it. Whoever adds a mail has no more to do: another process, which has the relay and tells what
 * became of mails, finds both where they lie.
 * @param forwards whether mails wait to be sent on; else each is delivered once it lies here
 */
export async function openPost({ data, database, now }: MailFolder, forwards: boolean) {
  const [reportsFolder, outbox] = await Promise.all([data.folder('mail-reports'), data.folder('mail-outbox')])
  const reports = openMailReports({ folder: reportsFolder, mailbox: () => mailbox, now })
  /** A mail without tags brings nothing back. */
  const report = async (mail: KeptMail, outcome: MailOutcome) => {
    if (Object.keys(mail.tags).length > 0) await reports.add(mail, outcome)
  }
  const take = async (mail: KeptMail) => {
    if (forwards) await writeAtomically(join(outbox, markerOf(mail.number)), '')
    else await report(mail, { outcome: 'delivered' })
  }
  const mailbox = openMailbox({ database, now, onMail: take })
  return { mailbox, reports, report, outbox }
}

/** The mailbox, and where `smtpUrl` names a server, the relay that sends its mails on. */
export async function openMail(options: OpenMailOptions): Promise<OpenMail> {
  const { data, smtpUrl, tellHealth, production = false } = options
  // In production they are kept for the day on which a server is named.
  const { mailbox, reports, report, outbox } = await openPost(options, smtpUrl !== undefined || production)
  const relay =
    smtpUrl === undefined
      ? undefined
      : await openSmtpRelay({
          url: smtpUrl,
          outbox,
          refused: await data.folder('mail-refused'),
          mailbox: () => mailbox,
          onOutcome: report,
          onSettled: async (number) => {
            if (production) await mailbox.forget(number)
          },
          tellHealth,
        })
  /** What was sent before this process began; a mail that was just added may have no marker yet. */
  const forgetSent = async () => {
    const waiting = new Set(await readdir(outbox))
    const before = options.now().getTime() - marking
    for (const { number, at } of mailbox.list())
      if (!waiting.has(markerOf(number)) && Date.parse(at) < before) await mailbox.forget(number)
  }
  if (production) await forgetSent()
  const later = setTimeout(() => {
    if (production) void forgetSent().catch((error: unknown) => reportFailure('[mail] not forgotten', error))
  }, 2 * marking).unref()
  relay?.start()
  return {
    mailbox,
    tellReports: (tell) => {
      reports.start(tell)
    },
    async stop() {
      clearTimeout(later)
      await relay?.stop()
      await reports.stop()
    },
  }
}
