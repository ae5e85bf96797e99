import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { openMailbox } from '#infra/machine/mailbox.ts'
import { afterwards } from '#test/infra/machine/temporary-data.ts'
import { cloudForTests, credentials } from './cloud-for-tests.ts'

const subject = '\u200fپروندهٔ \u2068TSV-1404-7F3K2\u2069 به نظر شما نیاز دارد و موضوع آن بلند است'

describe('mail', () => {
  it('puts a simple message with attachments into the mailbox', async () => {
    const { config, mailbox, folder } = await cloudForTests()
    const client = new SESv2Client(config)
    afterwards(async () => client.destroy())
    const { MessageId } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: 'from@example.org',
        Destination: { ToAddresses: ['to@example.org'] },
        ReplyToAddresses: ['office@example.org'],
        EmailTags: [{ Name: 'effect-1', Value: 'TSV-1404-7F3K2_2_mail-applicant_case-begun' }],
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: 'متن' }, Html: { Data: '<p>متن</p>' } },
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
            Attachments: [
              {
                FileName: 'قرارداد.pdf',
                ContentType: 'application/pdf',
                RawContent: new Uint8Array([1, 2, 255]),
              },
            ],
          },
        },
      }),
    )
    const expected = {
      number: 1,
      messageId: MessageId,
      from: 'from@example.org',
      to: ['to@example.org'],
      subject,
      text: 'متن',
      html: '<p>متن</p>',
      replyTo: ['office@example.org'],
      headers: { 'Auto-Submitted': 'auto-generated' },
      tags: { 'effect-1': 'TSV-1404-7F3K2_2_mail-applicant_case-begun' },
      attachments: [{ name: 'قرارداد.pdf', type: 'application/pdf', size: 3 }],
      at: '2026-11-22T10:00:00.000Z',
    }
    expect(mailbox.list()).toMatchObject([expected])
    const reopened = await openMailbox({ folder, now: () => new Date() })
    expect(reopened.list()).toMatchObject([expected])
    expect([...(await reopened.readAttachment(1, 0))]).toEqual([1, 2, 255])
  })

  it('reads a raw message as a mail library writes it', async () => {
    const { config, mailbox } = await cloudForTests()
    const client = new SESv2Client(config)
    afterwards(async () => client.destroy())
    const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      from: 'دبیرخانه <from@example.org>',
      to: ['one@example.org', '"Two, Second" <two@example.org>'],
      subject,
      text: 'سلام\nخط دوم = ۲',
      html: '<p>سلام</p>',
      attachments: [
        {
          filename: 'پیوست با نامی فارسی که بسیار بلند است و در یک سطر جا نمی‌شود.bin',
          content: Buffer.from([0, 1, 13, 10, 255]),
        },
      ],
    })
    if (!Buffer.isBuffer(message)) throw new Error('The library gave no message.')
    await client.send(new SendEmailCommand({ Content: { Raw: { Data: message } } }))
    const [mail] = mailbox.list()
    expect(mail).toMatchObject({
      from: 'دبیرخانه <from@example.org>',
      to: ['one@example.org', '"Two, Second" <two@example.org>'],
      subject,
      html: '<p>سلام</p>',
      attachments: [
        {
          name: 'پیوست با نامی فارسی که بسیار بلند است و در یک سطر جا نمی‌شود.bin',
          type: 'application/octet-stream',
          size: 5,
        },
      ],
    })
    expect([...(await mailbox.readAttachment(1, 0))]).toEqual([0, 1, 13, 10, 255])
    expect(mail?.text.trim()).toBe('سلام\nخط دوم = ۲')
  })

  it('refuses a message without a recipient', async () => {
    const { config, mailbox } = await cloudForTests()
    const client = new SESv2Client(config)
    afterwards(async () => client.destroy())
    const Content = { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } }
    const sending = client.send(new SendEmailCommand({ FromEmailAddress: 'a@example.org', Content }))
    await expect(sending).rejects.toMatchObject({ name: 'BadRequestException' })
    expect(mailbox.list()).toEqual([])
  })

  it('keeps the order of mails that come together, and goes on counting after a restart', async () => {
    const { folder, mailbox } = await cloudForTests()
    const mail = { from: 'a', to: ['b'], replyTo: [], html: '', text: '', headers: {}, attachments: [] }
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => mailbox.add({ ...mail, subject: String(index) })),
    )
    const reopened = await openMailbox({ folder, now: () => new Date() })
    await reopened.add({ ...mail, subject: '20' })
    expect(mailbox.list().map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
    expect(reopened.list().map(({ subject }) => subject)).toEqual(
      Array.from({ length: 21 }, (_, index) => String(index)),
    )
  })
})

describe('events', () => {
  it('appends published events as a subscriber would get them', async () => {
    const { config, eventsFile } = await cloudForTests()
    const client = new EventBridgeClient(config)
    afterwards(async () => client.destroy())
    const entry = {
      Source: 'tasvib',
      DetailType: 'CaseClosed',
      Detail: '{"reference":"TSV-1"}',
      EventBusName: 'tasvib',
    }
    const answer = await client.send(new PutEventsCommand({ Entries: [entry, entry] }))
    expect(answer.FailedEntryCount).toBe(0)
    const lines = (await readFile(eventsFile, 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        source: 'tasvib',
        'detail-type': 'CaseClosed',
        detail: { reference: 'TSV-1' },
        id: answer.Entries?.[0]?.EventId,
      },
      { id: answer.Entries?.[1]?.EventId },
    ])
  })
})

describe('a request', () => {
  const put = new PutEventsCommand({
    Entries: [{ Source: 'n', DetailType: 'CaseClosed', Detail: '{}', EventBusName: 'tasvib' }],
  })
  const refused = { name: 'InvalidSignatureException' }

  it('does nothing when its body was changed after it was signed', async () => {
    const { config, eventsFile } = await cloudForTests()
    const client = new EventBridgeClient(config)
    afterwards(async () => client.destroy())
    const { requestHandler } = client.config
    const send = requestHandler.handle.bind(requestHandler)
    requestHandler.handle = (request, options) => {
      request.body = String(request.body).replace('"n"', '"o"')
      return send(request, options)
    }
    await expect(client.send(put)).rejects.toMatchObject(refused)
    expect(existsSync(eventsFile)).toBe(false)
  })

  it('does nothing when another program signed it', async () => {
    const { config, eventsFile } = await cloudForTests()
    const guessed = { ...credentials, secretAccessKey: 'guessed' }
    const client = new EventBridgeClient({ ...config, credentials: guessed })
    afterwards(async () => client.destroy())
    await expect(client.send(put)).rejects.toMatchObject(refused)
    expect(existsSync(eventsFile)).toBe(false)
  })
})
