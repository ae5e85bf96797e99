import type { Database } from '#infra/machine/store/database.ts'
import { type MailReports, openMailReports } from './mail-reports.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { mailsUnderWay } from './mails-under-way.ts'
import { openSmtpRelay } from './smtp-relay.ts'

export interface OpenMail {
  readonly mailbox: Mailbox
  /** Begins to tell what becomes of the mails. */
  readonly tellReports: MailReports['start']
  stop(): Promise<void>
}

export interface OpenMailOptions {
  readonly database: Database
  readonly now: () => Date
  readonly smtpUrl?: string | undefined
  readonly tellHealth?: ((what: string | undefined) => void) | undefined
  /** Mails are for their receivers alone: each is kept until it was sent on, and then forgotten but for that it was. */
  readonly production?: boolean
}

/** The mailbox, and where `smtpUrl` names a server, the relay that sends its mails on. */
export async function openMail(options: OpenMailOptions): Promise<OpenMail> {
  const { database, now, smtpUrl, tellHealth, production = false } = options
  // In production they are kept for the day on which a server is named.
  const mailbox = openMailbox({ database, now, forwards: smtpUrl !== undefined || production })
  const underWay = mailsUnderWay(database, now)
  const reports = openMailReports({ underWay, mailbox })
  const relay =
    smtpUrl === undefined
      ? undefined
      : await openSmtpRelay({
          url: smtpUrl,
          underWay,
          mailbox,
          onSettled: async (number) => {
            if (production) await mailbox.forget(number)
          },
          tellHealth,
        })
  if (production) {
    const waiting = new Set(underWay.waiting())
    for (const { number } of mailbox.list()) if (!waiting.has(number)) await mailbox.forget(number)
  }
  relay?.start()
  return {
    mailbox,
    tellReports: (tell) => {
      reports.start(tell)
    },
    async stop() {
      await relay?.stop()
      await reports.stop()
    },
  }
}
