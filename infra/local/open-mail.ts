import type { DataFolder } from './data-folder.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { openSmtpRelay } from './smtp-relay.ts'

export interface OpenMail {
  readonly mailbox: Mailbox
  stop(): Promise<void>
}

/** The mailbox, and where `smtpUrl` names a server, the relay that sends its mails on. */
export async function openMail(
  data: DataFolder,
  now: () => Date,
  smtpUrl: string | undefined,
): Promise<OpenMail> {
  const folder = await data.folder('mail')
  if (smtpUrl === undefined) {
    return { mailbox: await openMailbox({ folder, now }), stop: () => Promise.resolve() }
  }
  const [outbox, refused] = await Promise.all([data.folder('mail-outbox'), data.folder('mail-refused')])
  const relay = await openSmtpRelay({ url: smtpUrl, outbox, refused, mailbox: () => mailbox })
  const mailbox = await openMailbox({ folder, now, onMail: (mail) => relay.add(mail) })
  relay.start()
  return { mailbox, stop: () => relay.stop() }
}
