import type { Mailbox } from '#infra/machine/mailbox.ts'
import type { MailsUnderWay } from '#infra/machine/mails-under-way.ts'
import type { CommandOutcome } from './commands.ts'

/** One machine's mails; in the cloud the mail service takes bounces itself. */
export interface MachineMail {
  readonly mailbox: Pick<Mailbox, 'list'>
  readonly underWay: Pick<MailsUnderWay, 'report'>
}

/** What a report says of one recipient (RFC 3464, 2.3), its field names in lower case. */
type Fields = ReadonlyMap<string, string>

/**
 * Hands a bounce in that a mail server sent back later as mail: the running Tasvib takes it as it takes the answer of its own
 * server. Which mail it is about the report says by that mail's Message-ID, which nobody knows but who got it.
 */
export function handInBounce(message: Buffer, { mailbox, underWay }: MachineMail): CommandOutcome {
  // Each byte as one character: what is read of a report is ASCII.
  const text = message.toString('latin1').replaceAll('\r\n', '\n')
  const reports = recipientsIn(text)
  if (reports.length === 0) return refused('It is no delivery status notification (RFC 3464).')
  const named = text.matchAll(/<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@tasvib>/g)
  const ids = new Set([...named].map(([, id]) => id))
  const mail = mailbox.list().find(({ messageId }) => ids.has(messageId))
  if (mail === undefined) return refused('It names no mail of this installation by its Message-ID.')
  const about = reports.filter((fields) => mail.to.some((to) => isOf(fields, to)))
  // A list or a forwarding may have changed the address; one mail has one recipient.
  const [fields] = about.length > 0 ? about : reports
  const action = fields?.get('action')?.toLowerCase()
  if (action !== 'failed' && action !== 'delayed') return { ok: true, lines: ['It reports no failure.'] }
  if (Object.keys(mail.tags).length === 0) return { ok: true, lines: ['Nothing hangs on that mail.'] }
  underWay.report(
    mail,
    action === 'delayed' ? { outcome: 'delayed' } : { outcome: 'refused', said: answerIn(fields) },
  )
  return { ok: true, lines: [`Mail ${mail.number}, ${action}: handed in.`] }
}

function refused(why: string): CommandOutcome {
  return { ok: false, lines: [why] }
}

/** The blocks of the part for programs, but the first, which is about the message. */
function recipientsIn(text: string): Fields[] {
  const [, part = ''] =
    /^content-type:\s*message\/delivery-status\b[\s\S]*?\n\n([\s\S]*?)(?=\n--|$(?![\s\S]))/im.exec(text) ?? []
  return part
    .split(/\n\s*\n/)
    .map(fieldsIn)
    .filter((fields) => fields.has('final-recipient'))
}

function fieldsIn(block: string): Fields {
  const lines = block.replaceAll(/\n[ \t]+/g, ' ').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [, name = '', value = ''] = /^([\w-]+):\s*(.*?)\s*$/.exec(line) ?? []
      return name === '' ? [] : [[name.toLowerCase(), value] as const]
    }),
  )
}

/** `rfc822; name@host`, as it came to the last server or as it was written first. */
function isOf(fields: Fields, email: string): boolean {
  const named = [fields.get('final-recipient'), fields.get('original-recipient')]
  return named.some((value) => value?.replace(/^[^;]*;\s*/, '').toLowerCase() === email.toLowerCase())
}

/** The server's own words, or the status that the report gives without any. */
function answerIn(fields: Fields | undefined): string {
  const status = fields?.get('status') ?? ''
  const said = (fields?.get('diagnostic-code') ?? '').replace(/^[\w-]+;\s*/, '')
  const isCoded = /^[245]\d\d[\s-]/.test(said)
  return isCoded && said.includes(status) ? said : `${status.startsWith('4') ? 450 : 550} ${status} ${said}`
}
