import type { Mail, Mailer } from './mailer.ts'

export interface MemoryMailer extends Mailer {
  readonly sent: readonly Mail[]
  /** Makes the next messages fail. */
  refuse(count: number): void
}

/** Keeps what was sent. */
export function memoryMailer(): MemoryMailer {
  const sent: Mail[] = []
  let refusals = 0
  return {
    sent,
    refuse(count) {
      refusals = count
    },
    async send(mail) {
      if (refusals > 0) {
        refusals -= 1
        throw new Error('The mail service did not take the message')
      }
      sent.push(mail)
      return { messageId: `message-${sent.length}` }
    },
  }
}
