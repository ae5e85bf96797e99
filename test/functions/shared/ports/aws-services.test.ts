import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { eventbridgeEvents } from '#functions/shared/aws/eventbridge-events.ts'
import { sesMailer } from '#functions/shared/aws/ses-mailer.ts'
import { executionArnOf, sfnWorkflow } from '#functions/shared/aws/sfn-workflow.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'

const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:tasvib'
const fault = { message: 'no', $metadata: {} }

describe('the workflow', () => {
  it('is started with the reference alone, by the alias that was given', async () => {
    const client = mockClient(SFNClient).on(StartExecutionCommand).resolves({})
    const workflow = sfnWorkflow(new SFNClient({}), `${machine}:live`)
    expect(await workflow.start({ name: 'case-1', reference: 'TSV-1405-7F3K2' })).toBe('started')
    expect(client.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: `${machine}:live`,
      name: 'case-1',
      input: '{"reference":"TSV-1405-7F3K2"}',
    })
  })

  it('tells that a name is used up', async () => {
    mockClient(SFNClient).on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(fault))
    const workflow = sfnWorkflow(new SFNClient({}), machine)
    expect(await workflow.start({ name: 'case-1', reference: 'TSV-1405-7F3K2' })).toBe('name-used')
  })

  it('goes on with the step alone, and tells when nothing waits any more', async () => {
    const client = mockClient(SFNClient)
    const workflow = sfnWorkflow(new SFNClient({}), machine)
    client.on(SendTaskSuccessCommand).resolves({})
    expect(await workflow.resume('token', 'seal')).toBe('resumed')
    expect(client.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({
      taskToken: 'token',
      output: '{"next":"seal"}',
    })
    for (const gone of [new TaskTimedOut(fault), new TaskDoesNotExist(fault), new InvalidToken(fault)]) {
      client.on(SendTaskSuccessCommand).rejects(gone)
      expect(await workflow.resume('token', 'seal')).toBe('gone')
    }
  })

  it('does not take a refusal of access for a token that is gone', async () => {
    mockClient(SFNClient).on(SendTaskSuccessCommand).rejects(new Error('AccessDenied'))
    await expect(sfnWorkflow(new SFNClient({}), machine).resume('token', 'seal')).rejects.toThrow('Access')
  })

  it('runs while its execution does', async () => {
    const client = mockClient(SFNClient)
    const workflow = sfnWorkflow(new SFNClient({}), `${machine}:live`)
    client.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' })
    expect(await workflow.isRunning('case-1')).toBe(true)
    expect(client.commandCalls(DescribeExecutionCommand)[0]?.args[0].input).toEqual({
      executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:tasvib:case-1',
    })
    client.on(DescribeExecutionCommand).resolves({ status: 'TIMED_OUT' })
    expect(await workflow.isRunning('case-1')).toBe(false)
    client.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist(fault))
    expect(await workflow.isRunning('case-1')).toBe(false)
  })

  it('names an execution in every partition', () => {
    expect(executionArnOf('arn:aws-cn:states:cn-north-1:1:stateMachine:a:7', 'b')).toBe(
      'arn:aws-cn:states:cn-north-1:1:execution:a:b',
    )
  })
})

/** A message that was written whole: its head, and every part that is in base64. */
function written(data: Uint8Array | undefined) {
  const text = Buffer.from(data ?? []).toString('latin1')
  const parts = text.split(/\r\n--[^\r\n]+\r\n/).flatMap((part) => {
    const [head = '', body = ''] = part.split('\r\n\r\n')
    if (!head.includes('Content-Transfer-Encoding: base64')) return []
    const [, type = ''] = /^Content-Type: (\S+?);/m.exec(head) ?? []
    return [{ type, bytes: Buffer.from(body, 'base64') }]
  })
  return {
    head: text.slice(0, text.indexOf('\r\n\r\n') + 2),
    text,
    parts,
  }
}

function mailer(): Mailer {
  const client = new SESv2Client({})
  return sesMailer({ client, from: 'no-reply@city.example', replyTo: 'office@city.example' })
}

describe('mail', () => {
  const mail = { to: 'sara@startup.example', subject: 'پرونده', html: '<p>سلام</p>', text: 'سلام' }
  it('goes to a domain in place of the people where one is given', async () => {
    const client = mockClient(SESv2Client).on(SendEmailCommand).resolves({ MessageId: 'm-1' })
    const sender = {
      client: new SESv2Client({}),
      from: 'no-reply@city.example',
      replyTo: 'office@city.example',
    }
    await sesMailer({ ...sender, redirect: 'test.city.example' }).send(mail)
    const { Destination } = client.commandCalls(SendEmailCommand)[0]?.args[0].input ?? {}
    expect(Destination).toEqual({ ToAddresses: ['sara=startup.example@test.city.example'] })
  })

  it('goes to one person, in UTF-8, with its attachments', async () => {
    const client = mockClient(SESv2Client).on(SendEmailCommand).resolves({ MessageId: 'm-1' })
    const bytes = new Uint8Array([1, 2, 3])
    const effects = [
      { reference: 'TSV-1405-7F3K2', sequence: 12, kind: 'mail-reviewer:review-reminder:research-1' },
      { reference: 'TSV-1405-AAAAA', sequence: 3, kind: 'mail-applicant:case-begun' },
    ]
    const sent = await mailer().send({
      ...mail,
      effects,
      attachments: [{ name: 'قرارداد.pdf', type: 'application/pdf', bytes }],
    })
    expect(sent).toEqual({ messageId: 'm-1' })
    const input = client.commandCalls(SendEmailCommand)[0]?.args[0].input
    expect(input).toMatchObject({
      FromEmailAddress: 'no-reply@city.example',
      EmailTags: [
        { Name: 'effect-1', Value: 'TSV-1405-7F3K2_12_mail-reviewer_review-reminder_research-1' },
        { Name: 'effect-2', Value: 'TSV-1405-AAAAA_3_mail-applicant_case-begun' },
      ],
      Destination: { ToAddresses: ['sara@startup.example'] },
    })
    const { head, parts } = written(input?.Content?.Raw?.Data)
    expect(head).toContain('From: no-reply@city.example\r\nTo: sara@startup.example\r\n')
    expect(head).toContain('Reply-To: office@city.example\r\n')
    expect(head).toContain('Auto-Submitted: auto-generated\r\n')
    expect(head).toContain(`Subject: =?UTF-8?B?${Buffer.from('پرونده').toString('base64')}?=\r\n`)
    expect(parts.map(({ type, bytes }) => [type, bytes.toString('utf8')])).toEqual([
      ['text/plain', 'سلام'],
      ['text/html', '<p>سلام</p>'],
      ['application/pdf', '\u0001\u0002\u0003'],
    ])
    expect(Object.keys(input?.Destination ?? {})).toEqual(['ToAddresses'])
  })

  it('breaks no line within a link, and makes no header of what somebody wrote', async () => {
    const client = mockClient(SESv2Client).on(SendEmailCommand).resolves({ MessageId: 'm-1' })
    const link = `https://tasvib.city.example/review/${'a=20'.repeat(40)}`
    const text = `See ${link}\r\n\r\nBcc: c@d.example\r\n--boundary`
    const html = `<a href="${link}">open</a>`
    const name = 'a"\r\nBcc: c@d.example\r\n.pdf'
    const attachments = [{ name, type: 'application/pdf', bytes: Buffer.from('x') }]
    await mailer().send({ ...mail, subject: 'Review due', text, html, attachments })
    const message = written(client.commandCalls(SendEmailCommand)[0]?.args[0].input.Content?.Raw?.Data)
    expect(message.parts.map(({ bytes }) => bytes.toString())).toEqual([text, html, 'x'])
    expect(message.text).not.toMatch(/^bcc:/im)
    expect(message.text).not.toContain('quoted-printable')
    for (const line of message.text.split('\r\n')) expect(line.length).toBeLessThan(999)
  })

  it('is not sent to anything but one plain address, nor with a second line in its subject', async () => {
    const client = mockClient(SESv2Client).on(SendEmailCommand).resolves({})
    const addresses = [
      'a@b.example, c@d.example',
      'a@b.example\r\nBcc: c@d.example',
      'Sara <a@b.example>',
      '"a b"@c.example',
      '',
    ]
    for (const to of addresses) await expect(mailer().send({ ...mail, to })).rejects.toThrow('address')
    await expect(mailer().send({ ...mail, subject: 'a\nBcc: c@d.example' })).rejects.toThrow('line')
    expect(client.calls()).toHaveLength(0)
  })

  it('is unavailable, and not broken, when the service is asked too much', async () => {
    const busy = Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' })
    mockClient(SESv2Client).on(SendEmailCommand).rejects(busy)
    await expect(mailer().send(mail)).rejects.toThrow(Unavailable)
    const refused = Object.assign(new Error('rejected'), { name: 'MessageRejected' })
    mockClient(SESv2Client).on(SendEmailCommand).rejects(refused)
    await expect(mailer().send(mail)).rejects.toThrow('rejected')
  })
})

describe('events', () => {
  const event = { type: 'ContractSealed', reference: 'TSV-1405-7F3K2', detail: { version: 2 } }

  it('come from tasvib and name their case', async () => {
    const client = mockClient(EventBridgeClient).on(PutEventsCommand).resolves({ FailedEntryCount: 0 })
    await eventbridgeEvents(new EventBridgeClient({}), 'city').publish(event)
    expect(client.commandCalls(PutEventsCommand)[0]?.args[0].input).toEqual({
      Entries: [
        {
          EventBusName: 'city',
          Source: 'tasvib',
          DetailType: 'ContractSealed',
          Detail: '{"reference":"TSV-1405-7F3K2","version":2}',
        },
      ],
    })
  })

  it('fail when the bus takes the call but not the event', async () => {
    mockClient(EventBridgeClient).on(PutEventsCommand).resolves({ FailedEntryCount: 1 })
    await expect(eventbridgeEvents(new EventBridgeClient({}), 'city').publish(event)).rejects.toThrow(
      Unavailable,
    )
  })
})
