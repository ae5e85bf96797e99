import * as z from 'zod'
import { arrivalTag } from '#functions/shared/ports/effect-tag.ts'
import type { Database } from '#infra/machine/store/database.ts'
import type { KeptMail } from './mailbox.ts'

/** What became of a mail. `said` is the server's answer; it may quote addresses. */
type MailOutcome =
  /** `wasLate` where it may have been told that it was delayed. */
  | { readonly outcome: 'delivered'; readonly wasLate?: boolean }
  | { readonly outcome: 'delayed' }
  | { readonly outcome: 'refused'; readonly said: string }

const reportSchema = z.object({
  outcome: z.enum(['delivered', 'refused', 'delayed']),
  at: z.iso.datetime(),
  /** The server's answer to a mail that it refused. */
  said: z.string().optional(),
})

/** What is to be told of a mail. */
export type MailReport = z.infer<typeof reportSchema> & {
  readonly sequence: number
  readonly number: number
}

/**
 * Mails of the machine's database that are still to be sent, and what is still to be told of those that were. Another process, an
 * operator's command, may add to either.
 */
export interface MailsUnderWay {
  toSend(mail: Pick<KeptMail, 'number'>): void
  /** Numbers, oldest first. */
  waiting(): readonly number[]
  /** It is sent no more, and what became of it is told: both or neither. */
  settle(mail: KeptMail, outcome: MailOutcome): void
  /** Nobody is left to have it. */
  strikeOff(number: number): void
  /** Of a mail without tags nothing is told: nothing hangs on it. That it arrived is told where it was late, or its tags ask for it. */
  report(mail: Pick<KeptMail, 'number' | 'tags'>, outcome: MailOutcome): void
  /** Oldest first. */
  untold(): readonly MailReport[]
  told(sequence: number): void
}

export function mailsUnderWay(database: Database, now: () => Date): MailsUnderWay {
  const { sql } = database
  const report: MailsUnderWay['report'] = ({ number, tags }, outcome) => {
    if (Object.keys(tags).length === 0) return
    const isAsked = outcome.outcome !== 'delivered' || outcome.wasLate === true
    if (!isAsked && tags[arrivalTag.name] !== arrivalTag.value) return
    const body = JSON.stringify(reportSchema.parse({ ...outcome, at: now().toISOString() }))
    sql.run`INSERT INTO mail_reports (number, body) VALUES (${number}, ${body})`
  }
  const strikeOff = (number: number) => {
    sql.run`DELETE FROM mails_to_send WHERE number = ${number}`
  }
  return {
    toSend({ number }) {
      sql.run`INSERT INTO mails_to_send VALUES (${number}) ON CONFLICT DO NOTHING`
    },
    waiting: () =>
      sql.all`SELECT number FROM mails_to_send ORDER BY number`.map(({ number }) => Number(number)),
    settle(mail, outcome) {
      database.transact(() => {
        report(mail, outcome)
        strikeOff(mail.number)
      })
    },
    strikeOff,
    report,
    untold: () =>
      sql.all`SELECT sequence, number, body FROM mail_reports ORDER BY sequence LIMIT ${atOnce}`.map(
        reportIn,
      ),
    told(sequence) {
      sql.run`DELETE FROM mail_reports WHERE sequence = ${sequence}`
    },
  }
}

const atOnce = 100

const reportRow = z.object({ sequence: z.number(), number: z.number(), body: z.string() })

function reportIn(row: unknown): MailReport {
  const { sequence, number, body } = reportRow.parse(row)
  return { ...reportSchema.parse(JSON.parse(body)), sequence, number }
}
