import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import MailComposer from 'nodemailer/lib/mail-composer'
import { tagsOf } from '#functions/shared/ports/effect-tag.ts'
import { autoSubmitted, mailMessage } from '#functions/shared/ports/mail-message.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { asSent, isEmailAddress } from '#workflows/text/email-address.ts'

/** As long as the part before the @ may be (RFC 5321, 4.5.3.1.1). */
const longestLocalPart = 64

/**
 * The address at which a development stage writes to somebody: `mayor@city.example` becomes `mayor=city.example@<domain>`, so
 * that nobody is written to and it can still be seen who would have been. Very long addresses are cut.
 */
export function redirectedAddress(address: string, domain: string): string {
  return `${address.replace('@', '=').slice(0, longestLocalPart).replace(/\.$/, '')}@${domain}`
}

/** Whom a redirected message is meant for; an address that was not redirected stays as it is. */
export function originalAddress(address: string): string {
  const [local = ''] = address.split('@')
  const cut = local.lastIndexOf('=')
  return cut === -1 ? address : `${local.slice(0, cut)}@${local.slice(cut + 1)}`
}

export interface Sender {
  readonly client: SESv2Client
  readonly from: string
  /** Where answers go: the case office reads them, the sender's address is nobody's. */
  readonly replyTo: string
  /** A domain to which everything goes in place of the people. */
  readonly redirect?: string | undefined
  /** By which the service reports what becomes of the mail; without it the identity's own one counts. */
  readonly configurationSet?: string | undefined
}

/** Mail by SES, as a message that is written already: SES would break its lines within links. */
export function sesMailer({ client, from, replyTo, redirect, configurationSet }: Sender): Mailer {
  return {
    async send({ to, subject, html, text, attachments = [], ...about }) {
      if (!isEmailAddress(to)) throw new RangeError('A message goes to one plain address')
      if (/[\r\n]/.test(subject)) throw new RangeError('A subject is one line')
      const addressed = [redirect === undefined ? asSent(to) : redirectedAddress(asSent(to), redirect)]
      const parts = { from, to: addressed, replyTo: [replyTo], subject, html, text, attachments }
      const message = new MailComposer({ ...mailMessage(parts), headers: autoSubmitted }).compile()
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        ConfigurationSetName: configurationSet,
        Destination: { ToAddresses: addressed },
        EmailTags: Object.entries(tagsOf(about)).map(([Name, Value]) => ({ Name, Value })),
        Content: { Raw: { Data: await message.build() } },
      })
      const { MessageId } = await reach(client.send(command))
      if (MessageId === undefined) throw new Error('The mail service did not say what it took')
      return { messageId: MessageId }
    },
  }
}
