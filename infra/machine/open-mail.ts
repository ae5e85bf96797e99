import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { type MailReports, openMailReports } from './mail-reports.ts'
import { type Mail, type Mailbox, openMailbox } from './mailbox.ts'
import { type MailOutcome, markerOf, openSmtpRelay } from './smtp-relay.ts'
import { writeAtomically } from './write-atomically.ts'

export interface OpenMail {
  readonly mailbox: Mailbox
  /** Begins to tell what becomes of the mails. */
  readonly tellReports: MailReports['start']
  stop(): Promise<void>
}

export interface OpenMailOptions {
  readonly tellHealth?: ((what: string | undefined) => void) | undefined
  /** Mails are for their receivers alone: each is kept until it was sent on, and then forgotten but for that it was. */
  readonly production?: boolean
}

/** The mailbox, and where `smtpUrl` names a server, the relay that sends its mails on. */
export async function openMail(
  data: DataFolder,
  now: () => Date,
  smtpUrl: string | undefined,
  { tellHealth, production = false }: OpenMailOptions = {},
): Promise<OpenMail> {
  const [folder, reportsFolder] = await Promise.all([data.folder('mail'), data.folder('mail-reports')])
  const reports = openMailReports({ folder: reportsFolder, mailbox: () => mailbox, now })
  /** A mail without tags brings nothing back. */
  const report = async (mail: Mail, outcome: MailOutcome) => {
    if (Object.keys(mail.tags).length > 0) await reports.add(mail, outcome)
  }
  const outbox = await data.folder('mail-outbox')
  const open = smtpUrl === undefined ? undefined : await openRelay(smtpUrl)
  const take = async (mail: Mail) => {
    if (open !== undefined) await open.add(mail)
    // Kept for the day on which a server is named.
    else if (production) await writeAtomically(join(outbox, markerOf(mail.number)), '')
    else await report(mail, { outcome: 'delivered' })
  }
  const mailbox = await openMailbox({ folder, now, onMail: take })
  if (production) {
    const waiting = new Set(await readdir(outbox))
    for (const { number } of mailbox.list()) if (!waiting.has(markerOf(number))) await mailbox.forget(number)
  }
  open?.start()
  return {
    mailbox,
    tellReports: (tell) => {
      reports.start(tell)
    },
    async stop() {
      await open?.stop()
      await reports.stop()
    },
  }

  async function openRelay(url: string) {
    const refused = await data.folder('mail-refused')
    return openSmtpRelay({
      url,
      outbox,
      refused,
      mailbox: () => mailbox,
      onOutcome: report,
      onSettled: async (number) => {
        if (production) await mailbox.forget(number)
      },
      tellHealth,
    })
  }
}
