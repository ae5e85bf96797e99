import { effectTag } from '#functions/shared/ports/effect-tag.ts'
import { autoSubmitted } from '#functions/shared/ports/mail-message.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { asSent, isEmailAddress } from '#workflows/text/email-address.ts'
import type { Mailbox } from './mailbox.ts'

export interface MachineMailerOptions {
  readonly mailbox: Pick<Mailbox, 'add'>
  readonly from: string
  /** Where answers go: the case office reads them, the sender's address is nobody's. */
  readonly replyTo: string
}

/** Mail into the machine's mailbox, from where it is sent on by SMTP. It counts as taken once it is on the disk. */
export function machineMailer({ mailbox, from, replyTo }: MachineMailerOptions): Mailer {
  return {
    async send({ to, effects = [], subject, html, text, attachments = [] }) {
      if (!isEmailAddress(to)) throw new RangeError('A message goes to one plain address')
      if (/[\r\n]/.test(subject)) throw new RangeError('A subject is one line')
      const { messageId } = await mailbox.add({
        from,
        to: [asSent(to)],
        replyTo: [replyTo],
        subject,
        html,
        text,
        headers: autoSubmitted,
        tags: Object.fromEntries(effects.map((effect, index) => [`effect-${index + 1}`, effectTag(effect)])),
        attachments,
      })
      return { messageId }
    },
  }
}
