import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { KeptMail, Mailbox } from './mailbox.ts'
import { names } from './names.ts'
import { reportFailure } from './report-failure.ts'
import type { MailOutcome } from './smtp-relay.ts'
import { writeAtomically } from './write-atomically.ts'

const reportSchema = z.object({
  outcome: z.enum(['delivered', 'refused', 'delayed']),
  at: z.iso.datetime(),
  /** The server's answer to a mail that it refused. */
  said: z.string().optional(),
})
type Report = z.infer<typeof reportSchema>

export interface MailReportsOptions {
  /** Holds one file per report that is still to be told. */
  readonly folder: string
  readonly mailbox: () => Pick<Mailbox, 'find'>
  readonly now: () => Date
}

export interface MailReports {
  /** Resolves once it is on the disk that this has to be told of the mail. */
  add(mail: KeptMail, outcome: MailOutcome): Promise<void>
  /** Begins to tell, what an earlier run left included. `tell` gets the event as EventBridge brings it from SES. */
  start(tell: (event: unknown) => Promise<unknown>): void
  stop(): Promise<void>
}

/** Milliseconds. */
const idle = 500
const longestPause = 60_000

/**
 * Tells what became of each mail, as SES does in the cloud, at least once. On one machine a mail counts as delivered when it
 * lies in the mailbox, or where mails are sent on, when the SMTP server took it.
 */
export function openMailReports({ folder, mailbox, now }: MailReportsOptions): MailReports {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const snooze = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  async function tellOne(file: string, tell: (event: unknown) => Promise<unknown>): Promise<void> {
    const report = reportSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))
    const mail = mailbox().find(Number.parseInt(file, 10))
    // It is written down before the mailbox lists its mail.
    if (mail === undefined) return
    await tell(reportEvent(mail, report))
    await rm(join(folder, file), { force: true })
  }

  async function run(tell: (event: unknown) => Promise<unknown>): Promise<void> {
    let pause = idle
    while (!stopping.signal.aborted) {
      const files = (await readdir(folder)).filter((name) => /^\d{8}(?:\.delayed)?\.json$/.test(name)).sort()
      try {
        for (const file of files) {
          if (stopping.signal.aborted) return
          await tellOne(file, tell)
        }
        pause = idle
      } catch (error) {
        reportFailure('[mail] what became of a mail could not be told; trying again', error)
        pause = Math.min(pause * 2, longestPause)
      }
      await snooze(pause)
    }
  }

  return {
    // Beside each other: what becomes of a mail in the end must not be overwritten, or removed, with what was told before.
    add: ({ number }, what) =>
      writeAtomically(
        join(
          folder,
          `${String(number).padStart(8, '0')}${what.outcome === 'delayed' ? '.delayed' : ''}.json`,
        ),
        JSON.stringify(reportSchema.parse({ ...what, at: now().toISOString() })),
        { mode: 0o600 },
      ),
    start(tell) {
      running = run(tell)
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** What SES puts on the bus: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-eventbridge.html */
function reportEvent(mail: KeptMail, report: Report) {
  const { outcome, at } = report
  return {
    version: '0',
    id: `${mail.messageId}-${outcome}`,
    'detail-type': detailTypes[outcome],
    source: 'aws.ses',
    account: '000000000000',
    time: at,
    region: names.region,
    resources: [],
    detail: {
      mail: {
        timestamp: mail.at,
        messageId: mail.messageId,
        source: mail.from,
        destination: mail.to,
        tags: Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
      },
      ...whatHappened(mail, report),
    },
  }
}

const detailTypes: Readonly<Record<Report['outcome'], string>> = {
  delivered: 'Email Delivered',
  refused: 'Email Bounced',
  delayed: 'Email Delivery Delayed',
}

function whatHappened({ to }: KeptMail, { outcome, at: timestamp, said }: Report) {
  switch (outcome) {
    case 'delivered':
      return { eventType: 'Delivery', delivery: { timestamp, recipients: to } }
    case 'delayed':
      return { eventType: 'DeliveryDelay', deliveryDelay: { timestamp, delayType: 'General' } }
    case 'refused': {
      const why = said === undefined ? {} : { diagnosticCode: `smtp; ${said}` }
      const bouncedRecipients = to.map((emailAddress) => ({ emailAddress, action: 'failed', ...why }))
      return {
        eventType: 'Bounce',
        bounce: { timestamp, bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients },
      }
    }
  }
}
