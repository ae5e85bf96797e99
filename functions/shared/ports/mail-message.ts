import type { Mail } from './mailer.ts'

/** A message with everything that its headers say. */
export interface WholeMessage extends Pick<Mail, 'subject' | 'html' | 'text'> {
  readonly from: string
  /** Plain addresses, with domains as they are sent. */
  readonly to: readonly string[]
  /** Where answers go: the case office reads them, the sender's address is nobody's. */
  readonly replyTo: readonly string[]
  readonly attachments: readonly { name: string; type: string; bytes: Uint8Array }[]
}

/** Keeps out-of-office replies from answering (RFC 3834). */
export const autoSubmitted = { 'Auto-Submitted': 'auto-generated' } as const

/**
 * What nodemailer writes one MIME message from, the same in either home. It encodes what people wrote, so that none of it becomes a
 * header, and it may neither read files nor fetch.
 */
export function mailMessage({ from, to, replyTo, subject, html, text, attachments }: WholeMessage) {
  return {
    from,
    to: [...to],
    replyTo: [...replyTo],
    subject,
    html,
    text,
    // Quoted-printable breaks a line within a link, and some readers then open the half of it.
    textEncoding: 'base64' as const,
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: attachments.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(bytes),
    })),
  }
}
