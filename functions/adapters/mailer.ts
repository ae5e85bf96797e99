/** One message to one person. */
export interface Mail {
  readonly to: string
  /** The case it belongs to; the mail service gives it back with a bounce or a complaint. */
  readonly reference?: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly attachments?: readonly { name: string; type: string; bytes: Uint8Array }[]
}

export interface Mailer {
  /** Hands the message to the mail service. Throws when it does not take it. */
  send(mail: Mail): Promise<void>
}
