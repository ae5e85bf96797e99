import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, vi } from 'vitest'
import { feedbackEvent } from '#functions/mail-feedback/feedback-event.ts'
import type { NewMail } from '#infra/machine/mailbox.ts'
import { openMail } from '#infra/machine/open-mail.ts'
import { freePort } from '#test/free-port.ts'
import { afterwards, databaseOf, temporaryData, until } from './temporary-data.ts'

type Place = 'connect' | 'auth' | 'mail-from' | 'rcpt-to' | 'data'

interface Fault {
  readonly at: Place
  readonly code: number
  readonly says: string
}

/** A mail server that answers with a fault until that is taken away. Subjects of what it took, in order. */
async function faultyServer(port: number, given: Fault) {
  const taken: string[] = []
  const state: { fault: Fault | null; met: number } = { fault: given, met: 0 }
  const answer = (at: Place) => {
    if (state.fault?.at !== at) return null
    state.met += 1
    return Object.assign(new Error(state.fault.says), { responseCode: state.fault.code })
  }
  const server = new SMTPServer({
    authOptional: given.at !== 'auth',
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_, done) => done(answer('connect')),
    onAuth: (_, __, done) => done(answer('auth'), { user: 'tasvib' }),
    onMailFrom: (_, __, done) => done(answer('mail-from')),
    onRcptTo: (_, __, done) => done(answer('rcpt-to')),
    onData(stream, _, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const fault = answer('data')
        const subject = /^Subject: (.*)$/m.exec(Buffer.concat(parts).toString('latin1'))?.[1]?.trim() ?? ''
        if (fault === null) taken.push(subject)
        done(fault)
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  afterwards(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { taken, state }
}

const mail = (subject: string): NewMail => ({
  from: 'tasvib@example.org',
  to: [`${subject}@example.org`],
  replyTo: [],
  subject,
  html: '<p>x</p>',
  text: 'x',
  headers: {},
  tags: { 'effect-1': 'TSV-1405-7F3K2_2_mail-applicant_case-begun' },
  attachments: [],
})

const faults: readonly Fault[] = [
  { at: 'connect', code: 554, says: '5.7.1 Client host blocked using zen.spamhaus.example' },
  { at: 'auth', code: 535, says: '5.7.8 Authentication credentials invalid' },
  { at: 'mail-from', code: 550, says: 'Sender rejected' },
  { at: 'mail-from', code: 530, says: '5.7.0 Must issue a STARTTLS command first' },
  { at: 'mail-from', code: 552, says: '5.3.4 Message too big' },
  { at: 'rcpt-to', code: 554, says: '5.7.1 Relay access denied' },
  { at: 'rcpt-to', code: 550, says: '5.7.1 Blocked by policy' },
  { at: 'rcpt-to', code: 552, says: '5.2.2 Mailbox full' },
  { at: 'rcpt-to', code: 450, says: '4.2.0 Greylisted' },
  { at: 'data', code: 550, says: '5.7.26 Unauthenticated mail is not accepted due to DMARC' },
  { at: 'data', code: 554, says: 'Looks like spam' },
]

describe('an outage of the mail server', () => {
  it.each(faults)(
    'of the kind $at $code $says is nobody’s but ours; after it each mail goes out once',
    async (fault) => {
      const log = vi.spyOn(console, 'error').mockReturnValue()
      const port = await freePort()
      const { taken, state } = await faultyServer(port, fault)
      const database = databaseOf(await temporaryData())
      const who = fault.at === 'auth' ? 'tasvib:secret@' : ''
      const health: (string | undefined)[] = []
      const open = await openMail({
        database,
        now: () => new Date(),
        smtpUrl: `smtp://${who}127.0.0.1:${port}`,
        tellHealth: (what) => health.push(what),
      })
      afterwards(() => open.stop())
      const told: string[] = []
      open.tellReports(async (event) => told.push(feedbackEvent.parse(event).detail.eventType))
      for (const subject of ['one', 'two']) await open.mailbox.add(mail(subject))
      await until(() => state.met >= 2 && told.length >= 1, 'two tries')
      expect(new Set(told)).toEqual(new Set(['DeliveryDelay']))
      state.fault = null
      await until(() => told.filter((each) => each === 'Delivery').length === 2, 'both mails delivered')
      expect(taken.toSorted()).toEqual(['one', 'two'])
      expect(told).not.toContain('Bounce')
      expect(health.at(-1)).toBeUndefined()
      expect(database.sql.all`SELECT * FROM mails_to_send`).toEqual([])
      expect(log).toHaveBeenCalled()
      log.mockRestore()
    },
  )
})
