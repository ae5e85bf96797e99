import type { EffectKey } from './effects.ts'

/** One message to one person. */
export interface Mail {
  readonly to: string
  /** What the message fulfils; the mail service gives them back with whatever it reports of the message. */
  readonly effects?: readonly EffectKey[]
  /** Whether the mail service is to report that it arrived, and not only what stands in its way. */
  readonly tellsArrival?: boolean
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly attachments?: readonly { name: string; type: string; bytes: Uint8Array }[]
}

/** By which the mail service knows a message that it took. */
export interface Sent {
  readonly messageId: string
}

export interface Mailer {
  /** Hands the message to the mail service. Throws when it does not take it. */
  send(mail: Mail): Promise<Sent>
}
