import * as z from 'zod'
import type { Mailbox, NewMail } from '#infra/machine/mailbox.ts'
import type { CloudAnswer } from './cloud-answer.ts'
import { parseMime } from './parse-mime.ts'

const contentSchema = z.object({ Data: z.string() })
const addresses = z.array(z.string()).nullish()

/** What SES takes as the name or the value of a tag. */
const tagText = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/)

const emailSchema = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
    .nullish(),
  ReplyToAddresses: addresses,
  EmailTags: z
    .array(z.object({ Name: tagText, Value: tagText }))
    .max(50)
    .nullish(),
  Content: z.object({
    Simple: z
      .object({
        Subject: contentSchema,
        Body: z.object({ Text: contentSchema.nullish(), Html: contentSchema.nullish() }),
        Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).nullish(),
        Attachments: z
          .array(
            z.object({
              RawContent: z.string(),
              FileName: z.string(),
              ContentType: z.string().nullish(),
            }),
          )
          .nullish(),
      })
      .nullish(),
    Raw: contentSchema.nullish(),
  }),
})

type Email = z.infer<typeof emailSchema>

/** SES allows 40 MB for a message once it is encoded. */
export const largestEmail = 40 * 1024 * 1024

/** `SendEmail` of the SES v2 API: puts the mail into the mailbox and answers once it is on the disk. */
export async function sendEmail(body: Buffer, mailbox: Mailbox): Promise<CloudAnswer> {
  const email = emailSchema.safeParse(parseJson(body))
  if (!email.success) return badRequest('The request cannot be read.')
  const mail = toMail(email.data)
  if (mail === undefined) return badRequest('Content must be Simple or Raw.')
  if (mail.to.length === 0) return badRequest('Missing final recipient.')
  if (mail.from === '') return badRequest('Missing sender.')
  const { messageId } = await mailbox.add(mail)
  return { status: 200, body: { MessageId: messageId } }
}

function toMail({ Content, EmailTags, Destination, ...sender }: Email): NewMail | undefined {
  const { FromEmailAddress, ReplyToAddresses } = sender
  const tags = Object.fromEntries((EmailTags ?? []).map(({ Name, Value }) => [Name, Value]))
  const to = [
    ...(Destination?.ToAddresses ?? []),
    ...(Destination?.CcAddresses ?? []),
    ...(Destination?.BccAddresses ?? []),
  ]
  const { Simple: simple, Raw: raw } = Content
  if (raw !== null && raw !== undefined) {
    const parsed = parseMime(Buffer.from(raw.Data, 'base64'))
    return { ...parsed, tags, to: to.length > 0 ? to : parsed.to, from: FromEmailAddress ?? parsed.from }
  }
  if (simple === null || simple === undefined) return undefined
  return {
    from: FromEmailAddress ?? '',
    to,
    replyTo: ReplyToAddresses ?? [],
    subject: simple.Subject.Data,
    html: simple.Body.Html?.Data ?? '',
    text: simple.Body.Text?.Data ?? '',
    tags,
    headers: Object.fromEntries((simple.Headers ?? []).map(({ Name, Value }) => [Name, Value])),
    attachments: (simple.Attachments ?? []).map((attachment) => ({
      name: attachment.FileName,
      type: attachment.ContentType ?? 'application/octet-stream',
      bytes: Buffer.from(attachment.RawContent, 'base64'),
    })),
  }
}

function badRequest(message: string): CloudAnswer {
  return {
    status: 400,
    body: { __type: 'BadRequestException', message },
    headers: { 'x-amzn-errortype': 'BadRequestException' },
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
