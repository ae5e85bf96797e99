import { describe, expect, it } from 'vitest'
import { feedbackEvent, toldBy } from '#functions/mail-feedback/feedback-event.ts'
import { arrivalTag } from '#functions/shared/ports/effect-tag.ts'
import { mailsUnderWay } from '#infra/machine/mails-under-way.ts'
import { openMail } from '#infra/machine/open-mail.ts'
import { handInBounce } from '#infra/operate/hand-in-bounce.ts'
import { afterwards, databaseOf, temporaryData, until } from '#test/infra/machine/temporary-data.ts'

const now = () => new Date('2026-11-30T08:00:00.000Z')
const tags = {
  'effect-1': 'TSV-1405-7F3K2_2_mail-applicant_case-begun',
  [arrivalTag.name]: arrivalTag.value,
}

/** A data folder whose Tasvib runs, with one mail in it that its server took. */
async function sent(to: string, given: Record<string, string> = tags) {
  const data = await temporaryData()
  const told: ReturnType<typeof toldBy>[number][] = []
  const database = databaseOf(data)
  const mail = await openMail({ database, now })
  afterwards(() => mail.stop())
  mail.tellReports(async (event) => told.push(...toldBy(feedbackEvent.parse(event))))
  const { messageId } = await mail.mailbox.add({
    from: 'tasvib@city.example',
    to: [to],
    replyTo: [],
    subject: 'موضوع',
    html: '',
    text: '',
    headers: {},
    attachments: [],
    tags: given,
  })
  if (Object.keys(given).length > 0) await until(() => told.length === 1, 'the delivery')
  const handIn = (report: string) =>
    handInBounce(Buffer.from(report), { mailbox: mail.mailbox, underWay: mailsUnderWay(database, now) })
  return { told, messageId, handIn }
}

/** As Postfix writes it; `fields` is what it says of the recipient. */
function bounce(messageId: string, fields: readonly string[], lineEnd = '\r\n'): string {
  return [
    'From: MAILER-DAEMON@smarthost.example (Mail Delivery System)',
    'To: no-reply@city.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    ' boundary="B.1/smarthost.example"',
    '',
    '--B.1/smarthost.example',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry to have to inform you that your message could not be delivered.',
    '',
    '--B.1/smarthost.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; smarthost.example',
    'Arrival-Date: Mon, 30 Nov 2026 07:59:00 +0000',
    '',
    ...fields,
    '',
    '--B.1/smarthost.example',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}@tasvib>`,
    '',
    '--B.1/smarthost.example--',
    '',
  ].join(lineEnd)
}

const to = 'gone@example.org'
const unknown = [
  `Final-Recipient: rfc822; ${to}`,
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mx.example.org',
  'Diagnostic-Code: smtp; 550 5.1.1 <gone@example.org>: Recipient address rejected:',
  '    User unknown in local recipient table',
]

describe('a bounce that came back as mail', () => {
  it.each(['\r\n', '\n'])('marks whose mailbox is not there, with line ends %j', async (lineEnd) => {
    const { told, messageId, handIn } = await sent(to)
    expect(handIn(bounce(messageId, unknown, lineEnd))).toMatchObject({ ok: true })
    await until(() => told.length === 2, 'the bounce')
    expect(told[1]).toMatchObject({
      report: 'bounced',
      lost: [{ email: to, kind: 'bounce' }],
      returned: null,
    })
  })

  it.each<[string, readonly string[]]>([
    [
      'the sender was refused',
      ['Status: 5.7.1', 'Diagnostic-Code: smtp; 550 5.7.1 Sender rejected by policy'],
    ],
    ['the mailbox was full for days', ['Status: 5.2.2', 'Diagnostic-Code: smtp; 552 5.2.2 Over quota']],
    ['nobody could be reached for days', ['Status: 4.4.7', 'Diagnostic-Code: X-Postfix; delivery expired']],
    ['the message was too big', ['Status: 5.3.4']],
    ['nothing was said but that it failed', ['Status: 5.0.0']],
  ])('marks nobody and sends again where %s', async (_, fields) => {
    const { told, messageId, handIn } = await sent(to)
    handIn(bounce(messageId, [`Final-Recipient: rfc822; ${to}`, 'Action: failed', ...fields]))
    await until(() => told.length === 2, 'the bounce')
    expect(told[1]).toMatchObject({ report: 'bounced-for-now', lost: [] })
    expect(told[1]?.returned).toContain('MailReturned')
  })

  it('is a delay while the server still tries, and nothing when it was delivered', async () => {
    const { told, messageId, handIn } = await sent(to)
    const said = (action: string) =>
      bounce(messageId, [`Final-Recipient: rfc822; ${to}`, `Action: ${action}`, 'Status: 4.4.1'])
    handIn(said('relayed'))
    handIn(said('delayed'))
    await until(() => told.length === 2, 'the delay')
    expect(told[1]).toMatchObject({ report: 'delayed', lost: [] })
  })

  it('is refused where it is of no mail of ours, or no report at all', async () => {
    const { told, messageId, handIn } = await sent(to)
    const stranger = crypto.randomUUID()
    expect(handIn(bounce(stranger, unknown))).toMatchObject({ ok: false })
    expect(handIn(`Subject: Out of office\n\nRe: <${messageId}@tasvib>`)).toMatchObject({ ok: false })
    expect(handIn('')).toMatchObject({ ok: false })
    expect(told).toHaveLength(1)
  })

  it('of a code or a sign-in link leaves no trace', async () => {
    const { told, messageId, handIn } = await sent(to, {})
    expect(handIn(bounce(messageId, unknown))).toMatchObject({ ok: true })
    expect(told).toEqual([])
  })
})
