import { setTimeout as sleep } from 'node:timers/promises'
import type { KeptMail, Mailbox } from './mailbox.ts'
import type { MailReport, MailsUnderWay } from './mails-under-way.ts'
import { names } from './names.ts'
import { reportFailure } from './report-failure.ts'

export interface MailReportsOptions {
  readonly underWay: Pick<MailsUnderWay, 'untold' | 'told'>
  readonly mailbox: Pick<Mailbox, 'find'>
}

export interface MailReports {
  /** Begins to tell, what an earlier run left included. `tell` gets the event as EventBridge brings it from SES. */
  start(tell: (event: unknown) => Promise<unknown>): void
  stop(): Promise<void>
}

/** Milliseconds. */
const idle = 500
const longestPause = 60_000

/**
 * Tells what became of mails, as SES does in the cloud, at least once. On one machine a mail counts as delivered when it
 * lies in the mailbox, or where mails are sent on, when the SMTP server took it.
 */
export function openMailReports({ underWay, mailbox }: MailReportsOptions): MailReports {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const snooze = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  async function run(tell: (event: unknown) => Promise<unknown>): Promise<void> {
    let pause = idle
    while (!stopping.signal.aborted) {
      try {
        for (const report of underWay.untold()) {
          if (stopping.signal.aborted) return
          const mail = mailbox.find(report.number)
          if (mail !== undefined) await tell(reportEvent(mail, report))
          underWay.told(report.sequence)
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
function reportEvent(mail: KeptMail, report: MailReport) {
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

const detailTypes: Readonly<Record<MailReport['outcome'], string>> = {
  delivered: 'Email Delivered',
  refused: 'Email Bounced',
  delayed: 'Email Delivery Delayed',
}

function whatHappened({ to }: KeptMail, { outcome, at: timestamp, said }: MailReport) {
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
