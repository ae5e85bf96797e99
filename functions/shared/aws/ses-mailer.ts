import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { effectTag } from '#functions/shared/ports/effect-tag.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { asSent, isEmailAddress } from '#workflows/text/email-address.ts'
import { redirectedAddress } from './redirect-mail.ts'

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

/**
 * Mail by SES, as its parts and not as raw MIME: SES builds the message, so that nothing that a user wrote can become a
 * header.
 */
export function sesMailer({ client, from, replyTo, redirect, configurationSet }: Sender): Mailer {
  return {
    async send({ to, effects = [], subject, html, text, attachments = [] }) {
      if (!isEmailAddress(to)) throw new RangeError('A message goes to one plain address')
      if (/[\r\n]/.test(subject)) throw new RangeError('A subject is one line')
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        ReplyToAddresses: [replyTo],
        ConfigurationSetName: configurationSet,
        Destination: {
          ToAddresses: [redirect === undefined ? asSent(to) : redirectedAddress(asSent(to), redirect)],
        },
        // They come back with each report, and say of which cases' effects it is.
        EmailTags: effects.map((effect, index) => ({
          Name: `effect-${index + 1}`,
          Value: effectTag(effect),
        })),
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Html: utf8(html), Text: utf8(text) },
            // Keeps out-of-office replies from answering (RFC 3834).
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
            Attachments: attachments.map(({ name, type, bytes }) => ({
              FileName: name,
              ContentType: type,
              RawContent: bytes,
              ContentDisposition: 'ATTACHMENT' as const,
              ContentTransferEncoding: 'BASE64' as const,
            })),
          },
        },
      })
      const { MessageId } = await reach(client.send(command))
      if (MessageId === undefined) throw new Error('The mail service did not say what it took')
      return { messageId: MessageId }
    },
  }
}

function utf8(data: string): { Data: string; Charset: 'UTF-8' } {
  return { Data: data, Charset: 'UTF-8' }
}
