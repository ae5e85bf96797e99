import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { isEmailAddress } from '#workflows/programme/email-address.ts'
import type { Mailer } from './mailer.ts'
import { reach } from './reach.ts'

export interface Sender {
  readonly client: SESv2Client
  readonly from: string
  /** Where answers go: the case office reads them, the sender's address is nobody's. */
  readonly replyTo: string
}

/**
 * Mail by SES, as its parts and not as raw MIME: SES builds the message, so that nothing that a user wrote can become a
 * header. No configuration set is named here: the identity's own one must not rewrite links.
 */
export function sesMailer({ client, from, replyTo }: Sender): Mailer {
  return {
    async send({ to, reference, subject, html, text, attachments = [] }) {
      if (!isEmailAddress(to)) throw new RangeError('A message goes to one plain address')
      if (/[\r\n]/.test(subject)) throw new RangeError('A subject is one line')
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        ReplyToAddresses: [replyTo],
        Destination: { ToAddresses: [to] },
        // Comes back with a bounce or a complaint, and says whose case it is.
        ...(reference === undefined ? {} : { EmailTags: [{ Name: 'reference', Value: reference }] }),
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
      await reach(client.send(command))
    },
  }
}

function utf8(data: string): { Data: string; Charset: 'UTF-8' } {
  return { Data: data, Charset: 'UTF-8' }
}
