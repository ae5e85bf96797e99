import { describe, expect, it, vi } from 'vitest'
import { feedbackEvent } from '#functions/mail-feedback/feedback-event.ts'
import { effectTag } from '#functions/shared/ports/effect-tag.ts'
import type { NewMail } from '#infra/machine/mailbox.ts'
import { openMail } from '#infra/machine/open-mail.ts'
import { afterwards, databaseOf, temporaryData, until } from './temporary-data.ts'

const now = () => new Date('2026-11-22T10:00:00.000Z')
const tag = effectTag({ reference: 'TSV-1405-7F3K2', sequence: 2, kind: 'mail-applicant:case-begun' })

/** One whose arrival matters. */
const mail: NewMail = {
  from: 'tasvib@example.org',
  to: ['one@example.org'],
  replyTo: [],
  subject: 'موضوع',
  html: '<p>متن</p>',
  text: 'متن',
  headers: {},
  tags: { 'effect-1': tag, tells: 'arrival' },
  attachments: [],
}

describe('what became of a mail', () => {
  it('is told once it lies in the mailbox, as the mail service tells it, where the mail asks for it', async () => {
    const open = await openMail({ database: databaseOf(await temporaryData()), now })
    afterwards(() => open.stop())
    const told: unknown[] = []
    open.tellReports(async (event) => told.push(event))
    const { messageId } = await open.mailbox.add(mail)
    await open.mailbox.add({ ...mail, tags: {} })
    await open.mailbox.add({ ...mail, tags: { 'effect-1': tag } })
    await until(() => told.length > 0, 'the report')
    expect(feedbackEvent.parse(told[0]).detail).toMatchObject({
      eventType: 'Delivery',
      mail: { messageId, tags: { 'effect-1': [tag], tells: ['arrival'] } },
      delivery: { timestamp: now() },
    })
    expect(told).toHaveLength(1)
  })

  it('is told in the end, though telling failed and the process was stopped in between', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const database = databaseOf(await temporaryData())
    const first = await openMail({ database, now })
    await first.mailbox.add(mail)
    first.tellReports(() => Promise.reject(new Error('The table is away')))
    await until(() => log.mock.calls.length > 0, 'a try that failed')
    await first.stop()
    const told: unknown[] = []
    const second = await openMail({ database, now })
    afterwards(() => second.stop())
    second.tellReports(async (event) => told.push(event))
    await until(() => database.sql.all`SELECT 1 FROM mail_reports`.length === 0, 'no report that waits')
    expect(told).toHaveLength(1)
    log.mockRestore()
  })
})
