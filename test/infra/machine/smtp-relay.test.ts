import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, vi } from 'vitest'
import type * as z from 'zod'
import { feedbackEvent } from '#functions/mail-feedback/feedback-event.ts'
import type { DataFolder } from '#infra/machine/data-folder.ts'
import type { NewMail } from '#infra/machine/mailbox.ts'
import { openMailbox } from '#infra/machine/mailbox.ts'
import { mailsUnderWay } from '#infra/machine/mails-under-way.ts'
import { openMail } from '#infra/machine/open-mail.ts'
import { openSmtpRelay } from '#infra/machine/smtp-relay.ts'
import { freePort } from '#test/free-port.ts'
import { parseMime } from '#test/infra/machine/parse-mime.ts'
import { afterwards, databaseOf, temporaryData, until } from './temporary-data.ts'

interface Received {
  readonly to: string[]
  readonly mail: NewMail
  readonly messageId: string | undefined
  readonly autoSubmitted: boolean
}

/** A mail server that takes everything except mail to `refused@…`, hangs up on mail to `cut@…`, and takes mail to `full@…` only once two others are there. */
async function serverForTests(port: number): Promise<Received[]> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(address, _, done) {
      if (address.address.startsWith('refused@'))
        done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
      else if (received.length < 2 && address.address.startsWith('full@')) {
        done(Object.assign(new Error('mailbox full'), { responseCode: 452 }))
      } else done()
    },
    onData(stream, session, done) {
      if (session.envelope.rcptTo.some(({ address }) => address.startsWith('cut@'))) {
        for (const connection of server.connections) connection.close()
        return
      }
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const message = Buffer.concat(parts)
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          mail: parseMime(message),
          autoSubmitted: /^Auto-Submitted: auto-generated\r?$/m.test(message.toString('latin1')),
          messageId: /^Message-ID: (.*)$/im.exec(message.toString('latin1'))?.[1]?.trim(),
        })
        done()
      })
    },
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  afterwards(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return received
}

function mailTo(to: string): NewMail {
  return {
    from: 'tasvib@example.org',
    to: [to],
    replyTo: [],
    subject: 'موضوع',
    html: '<p>متن</p>',
    text: 'متن',
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: [{ name: 'الف.pdf', type: 'application/pdf', bytes: Buffer.from([1, 2]) }],
  }
}

/** Resolves once no mail of the folder waits any more. */
async function untilSent(data: DataFolder): Promise<void> {
  const underWay = mailsUnderWay(databaseOf(data), () => new Date())
  await until(() => underWay.waiting().length === 0, 'no mail that waits')
}

async function mailFor(data: DataFolder, port: number) {
  const smtpUrl = `smtp://127.0.0.1:${port}`
  const mail = await openMail({ database: databaseOf(data), now: () => new Date(), smtpUrl })
  afterwards(() => mail.stop())
  return mail
}

describe('the SMTP relay', () => {
  it('sends every mail on as it is', async () => {
    const port = await freePort()
    const received = await serverForTests(port)
    const { mailbox } = await mailFor(await temporaryData(), port)
    const { messageId } = await mailbox.add(mailTo('one@example.org'))
    await until(() => received.length === 1, 'the mail at the server')
    expect(received[0]).toMatchObject({
      to: ['one@example.org'],
      messageId: `<${messageId}@tasvib>`,
      autoSubmitted: true,
      mail: {
        subject: 'موضوع',
        html: '<p>متن</p>',
        attachments: [{ name: 'الف.pdf', type: 'application/pdf', bytes: Buffer.from([1, 2]) }],
      },
    })
  })

  it('loses no mail while the server is down, not even over a restart', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const data = await temporaryData()
    const first = await mailFor(data, port)
    await first.mailbox.add(mailTo('one@example.org'))
    await first.mailbox.add(mailTo('two@example.org'))
    await until(() => log.mock.calls.length > 0, 'a failed try')
    await first.stop()
    const received = await serverForTests(port)
    await mailFor(data, port)
    await until(() => received.length === 2, 'both mails at the server')
    expect(received.flatMap(({ to }) => to)).toEqual(['one@example.org', 'two@example.org'])
    await untilSent(data)
    log.mockRestore()
  })

  it('lets a mail that is refused for now wait by itself, and sends the others meanwhile', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const received = await serverForTests(port)
    const { mailbox } = await mailFor(await temporaryData(), port)
    await mailbox.add(mailTo('full@example.org'))
    await mailbox.add(mailTo('one@example.org'))
    await mailbox.add(mailTo('two@example.org'))
    await until(() => received.length === 3, 'all three mails')
    expect(received.map(({ to }) => to)).toEqual([
      ['one@example.org'],
      ['two@example.org'],
      ['full@example.org'],
    ])
    expect(log).toHaveBeenCalled()
    for (const [said] of log.mock.calls) expect(said).toContain('did not take mail 1; trying again')
    log.mockRestore()
  })

  it('sends the others though the server hangs up on one for what is in it', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const received = await serverForTests(port)
    const { mailbox } = await mailFor(await temporaryData(), port)
    for (const to of ['cut@example.org', 'one@example.org', 'two@example.org']) await mailbox.add(mailTo(to))
    await until(() => received.length === 2, 'both other mails')
    expect(received.flatMap(({ to }) => to)).toEqual(['one@example.org', 'two@example.org'])
    log.mockRestore()
  })

  it('strikes a mail off that was erased while it waited, and sends the next', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const data = await temporaryData()
    const reference = 'TSV-1405-7F3K2'
    const away = await mailFor(data, port)
    await away.mailbox.add({
      ...mailTo('canary@startup.example'),
      tags: { 'effect-1': `${reference}_2_mail-applicant_case-begun` },
    })
    await away.mailbox.add(mailTo('one@example.org'))
    await until(() => log.mock.calls.length > 0, 'a failed try')
    await away.mailbox.eraseCase(reference)
    await away.stop()
    const received = await serverForTests(port)
    await mailFor(data, port)
    await untilSent(data)
    expect(received.flatMap(({ to }) => to)).toEqual(['one@example.org'])
    log.mockRestore()
  })

  it('sets a mail aside that the server refuses for good, and sends the next', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const received = await serverForTests(port)
    const data = await temporaryData()
    const { mailbox } = await mailFor(data, port)
    await mailbox.add(mailTo('refused@example.org'))
    await mailbox.add(mailTo('taken@example.org'))
    await until(() => received.length === 1, 'the second mail at the server')
    expect(received[0]?.to).toEqual(['taken@example.org'])
    await untilSent(data)
    log.mockRestore()
  })

  it('reports a mail as bounced when the server never will take it, and as delivered where it asks for that', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const received = await serverForTests(port)
    const mail = await mailFor(await temporaryData(), port)
    const told: z.infer<typeof feedbackEvent>['detail'][] = []
    mail.tellReports(async (event) => told.push(feedbackEvent.parse(event).detail))
    const tags = { 'effect-1': 'TSV-1405-7F3K2_2_mail-applicant_case-begun' }
    await mail.mailbox.add({ ...mailTo('refused@example.org'), tags })
    await mail.mailbox.add({ ...mailTo('taken@example.org'), tags })
    await mail.mailbox.add({ ...mailTo('doubted@example.org'), tags: { ...tags, tells: 'arrival' } })
    await until(() => told.length === 2, 'both reports')
    expect(received).toHaveLength(2)
    expect(told).toMatchObject([
      {
        eventType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bouncedRecipients: [
            { emailAddress: 'refused@example.org', diagnosticCode: 'smtp; 550 no such mailbox' },
          ],
        },
      },
      { eventType: 'Delivery', delivery: { recipients: ['doubted@example.org'] } },
    ])
    log.mockRestore()
  })

  it('does not lay it to the server, and sends no mail twice, when its delivery cannot be kept at once', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const received = await serverForTests(port)
    const data = await temporaryData()
    const [database, now] = [databaseOf(data), () => new Date()]
    const mailbox = openMailbox({ database, now, forwards: true })
    const underWay = mailsUnderWay(database, now)
    let tries = 0
    const relay = await openSmtpRelay({
      url: `smtp://127.0.0.1:${port}`,
      underWay: {
        ...underWay,
        settle(...settled) {
          tries += 1
          if (tries === 1) throw new Error('The disk is full')
          underWay.settle(...settled)
        },
      },
      mailbox,
    })
    afterwards(() => relay.stop())
    await mailbox.add(mailTo('one@example.org'))
    relay.start()
    await untilSent(data)
    expect(tries).toBe(2)
    expect(received).toHaveLength(1)
    const said = log.mock.calls.map(String).join()
    expect(said).toContain('[mail] what became of mail 1 could not be kept')
    expect(said).not.toContain('did not take')
    log.mockRestore()
  })

  it('forgets in production what a mail said once it was sent, and not before', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const port = await freePort()
    const data = await temporaryData()
    const link = 'https://proposals.city.example/review/aaaa'
    const database = databaseOf(data)
    const kept = () => String(database.sql.all`SELECT body FROM mails`.map(({ body }) => body))
    const attached = () => database.sql.all`SELECT 1 FROM mail_attachments`.length
    const begin = (smtpUrl?: string) =>
      openMail({ database, now: () => new Date(), smtpUrl, production: true })
    const without = await begin()
    await without.mailbox.add({ ...mailTo('one@example.org'), text: link, html: link })
    await without.stop()
    const away = await begin(`smtp://127.0.0.1:${port}`)
    await until(() => log.mock.calls.length > 0, 'a failed try')
    await away.stop()
    expect(kept()).toContain(link)
    expect(attached()).toBe(1)
    const received = await serverForTests(port)
    const mail = await begin(`smtp://127.0.0.1:${port}`)
    afterwards(() => mail.stop())
    await until(() => !kept().includes(link), 'a mail that is forgotten')
    expect(received[0]?.mail.text).toContain(link)
    expect(kept()).toContain('one@example.org')
    expect(attached()).toBe(0)
    log.mockRestore()
  })

  it('forgets at a start in production what an earlier run or a trial left of mails that went', async () => {
    const data = await temporaryData()
    const [database, now] = [databaseOf(data), () => new Date()]
    const trial = await openMail({ database, now })
    await trial.mailbox.add(mailTo('one@example.org'))
    await trial.stop()
    const mail = await openMail({ database, now, production: true })
    afterwards(() => mail.stop())
    expect(mail.mailbox.find(1)).toMatchObject({
      to: ['one@example.org'],
      text: '',
      html: '',
      attachments: [],
    })
  })

  it('forgets nothing of a mail that an operator’s command has added and that waits to be sent', async () => {
    const data = await temporaryData()
    const [database, now] = [databaseOf(data), () => new Date()]
    await openMailbox({ database, now, forwards: true }).add({ ...mailTo('one@example.org'), text: 'a link' })
    const mail = await openMail({ database, now, production: true })
    afterwards(() => mail.stop())
    expect(mail.mailbox.find(1)).toMatchObject({ text: 'a link' })
  })
})
