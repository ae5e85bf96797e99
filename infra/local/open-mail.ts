import type { DataFolder } from './data-folder.ts'
import { type MailReports, openMailReports } from './mail-reports.ts'
import { type Mail, type Mailbox, openMailbox } from './mailbox.ts'
import { type MailOutcome, openSmtpRelay } from './smtp-relay.ts'

export interface OpenMail {
  readonly mailbox: Mailbox
  /** Begins to tell what becomes of the mails. */
  readonly tellReports: MailReports['start']
  stop(): Promise<void>
}

/** The mailbox, and where `smtpUrl` names a server, the relay that sends its mails on. */
export async function openMail(
  data: DataFolder,
  now: () => Date,
  smtpUrl: string | undefined,
  tellHealth?: (what: string | undefined) => void,
): Promise<OpenMail> {
  const [folder, reportsFolder] = await Promise.all([data.folder('mail'), data.folder('mail-reports')])
  const reports = openMailReports({ folder: reportsFolder, mailbox: () => mailbox, now })
  /** A mail without tags brings nothing back. */
  const report = async (mail: Mail, outcome: MailOutcome) => {
    if (Object.keys(mail.tags).length > 0) await reports.add(mail, outcome)
  }
  const open = smtpUrl === undefined ? undefined : await openRelay(smtpUrl)
  const mailbox = await openMailbox({
    folder,
    now,
    onMail: (mail) => (open === undefined ? report(mail, { outcome: 'delivered' }) : open.add(mail)),
  })
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
    const [outbox, refused] = await Promise.all([data.folder('mail-outbox'), data.folder('mail-refused')])
    return openSmtpRelay({ url, outbox, refused, mailbox: () => mailbox, onOutcome: report, tellHealth })
  }
}
