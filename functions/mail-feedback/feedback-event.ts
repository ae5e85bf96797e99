import * as z from 'zod'
import type { MailReport } from '#functions/shared/ports/effects.ts'
import { codesIn, type Whose, whoseFailure } from '#workflows/delivery/whose-failure.ts'

const timestamp = z.coerce.date()
const recipient = z.object({ emailAddress: z.string() })
/** What the recipient's own server said, where it said something. */
const failedRecipient = recipient.extend({
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
})

/**
 * The mail service's event, as its EventBridge destination sends it:
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const feedbackEvent = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string().min(1),
      timestamp: timestamp.optional(),
      tags: z.record(z.string(), z.array(z.string())).optional(),
    }),
    delivery: z.object({ timestamp, recipients: z.array(z.string()).default([]) }).optional(),
    bounce: z
      .object({
        timestamp,
        bounceType: z.string(),
        bounceSubType: z.string().optional(),
        bouncedRecipients: z.array(failedRecipient),
      })
      .optional(),
    complaint: z
      .object({
        timestamp,
        complaintSubType: z.string().nullish(),
        complaintFeedbackType: z.string().nullish(),
        complainedRecipients: z.array(recipient),
      })
      .optional(),
    deliveryDelay: z.object({ timestamp }).optional(),
    /** The mail service took it, and then found that it must not go out. */
    reject: z.object({ reason: z.string().optional() }).optional(),
  }),
})

export type FeedbackEvent = z.infer<typeof feedbackEvent>
type Detail = FeedbackEvent['detail']

/** What an event tells of its mail and of its recipients. */
export interface ToldFeedback {
  readonly report: MailReport
  readonly at: Date
  /** Whom the mail reached, and who is to be marked as out of reach. */
  readonly reached: readonly string[]
  readonly lost: readonly { readonly email: string; readonly kind: 'bounce' | 'complaint' }[]
  /** Why the mail came back though nothing was said of the mailbox itself, so that it is sent again; null where it did not. */
  readonly returned: string | null
}

const nobody = { reached: [], lost: [], returned: null } as const

export function toldBy({ detail }: FeedbackEvent): readonly ToldFeedback[] {
  const { delivery, bounce, complaint, deliveryDelay, reject, mail } = detail
  const told: ToldFeedback[] = []
  if (delivery !== undefined) {
    told.push({ ...nobody, report: 'delivered', at: delivery.timestamp, reached: delivery.recipients })
  }
  if (deliveryDelay !== undefined) told.push({ ...nobody, report: 'delayed', at: deliveryDelay.timestamp })
  if (reject !== undefined) {
    told.push({ ...nobody, report: 'delayed', at: mail.timestamp ?? new Date(0), returned: 'MailRejected' })
  }
  if (bounce !== undefined && !isAnswerOnLeave(bounce)) told.push(toldByBounce(bounce))
  if (complaint !== undefined) told.push(...toldByComplaint(complaint))
  return told
}

/**
 * Whether somebody's mailbox answered that they are on leave: the service calls that a bounce which is not permanent, and says
 * nothing of it that a server's report would say (the fields are there "only if a DSN was attached").
 */
function isAnswerOnLeave({
  bounceType,
  bounceSubType,
  bouncedRecipients,
}: NonNullable<Detail['bounce']>): boolean {
  const hasReport = bouncedRecipients.some(
    ({ status, diagnosticCode }) => status !== undefined || diagnosticCode !== undefined,
  )
  return bounceType === 'Transient' && bounceSubType === 'General' && !hasReport
}

function toldByBounce(bounce: NonNullable<Detail['bounce']>): ToldFeedback {
  const failures = bounce.bouncedRecipients.map((each) => ({
    email: each.emailAddress,
    whose: whoseBounce(bounce, each),
  }))
  const lost = failures.flatMap(({ email, whose }) =>
    whose === 'person' ? [{ email, kind: 'bounce' as const }] : [],
  )
  if (lost.length > 0) return { ...nobody, report: 'bounced', at: bounce.timestamp, lost }
  const statuses = bounce.bouncedRecipients.flatMap(({ status, diagnosticCode = '' }) => {
    const said = status ?? codesIn(diagnosticCode).status
    return said !== null && /^[45][.\d]{1,10}$/.test(said) ? [said] : []
  })
  const returned = ['MailReturned', ...statuses.slice(0, 1)].join(' ')
  return { ...nobody, report: 'bounced-for-now', at: bounce.timestamp, returned }
}

/** By the kinds of https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types */
function whoseBounce(
  { bounceType, bounceSubType }: NonNullable<Detail['bounce']>,
  { status, diagnosticCode }: z.infer<typeof failedRecipient>,
): Whose {
  if (bounceType !== 'Permanent') {
    return bounceSubType !== undefined && ofOurMessage.has(bounceSubType) ? 'ours' : 'transient'
  }
  // The account's own list: it says what was once, and whoever runs the installation takes an address off it.
  if (bounceSubType === 'OnAccountSuppressionList') return 'ours'
  const said = diagnosticCode ?? ''
  const codes = codesIn(said)
  // Nothing but that the mailbox is not there makes the service say so by itself.
  if (bounceSubType === 'NoEmail' || bounceSubType === 'Suppressed') return 'person'
  if (status === undefined && said === '') return 'person'
  return whoseFailure({ phase: 'report', code: codes.code, status: status ?? codes.status, text: said })
}

const ofOurMessage: ReadonlySet<string> = new Set([
  'MessageTooLarge',
  'ContentRejected',
  'AttachmentRejected',
])

/** `not-spam` takes a complaint back; the other kinds are of programs and not of a person (RFC 5965, 7.3). */
const ofNoPerson: ReadonlySet<string> = new Set(['not-spam', 'auth-failure', 'virus'])

function toldByComplaint(complaint: NonNullable<Detail['complaint']>): ToldFeedback[] {
  const {
    timestamp: at,
    complaintFeedbackType: type,
    complaintSubType: sub,
    complainedRecipients,
  } = complaint
  if (type === 'not-spam') return []
  if (sub === 'OnAccountSuppressionList') {
    return [{ ...nobody, report: 'delayed', at, returned: 'MailSuppressed' }]
  }
  const isOfPerson = type === undefined || type === null || !ofNoPerson.has(type)
  const lost = complainedRecipients.map(({ emailAddress: email }) => ({ email, kind: 'complaint' as const }))
  return [{ ...nobody, report: 'complained', at, lost: isOfPerson ? lost : [] }]
}
