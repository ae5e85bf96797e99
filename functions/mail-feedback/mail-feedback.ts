import * as z from 'zod'
import { effectOfTag } from '../adapters/effect-tag.ts'
import type { EffectKey, Effects, MailReport } from '../adapters/effects.ts'
import { type CommitDependencies, commit } from '../commit.ts'

const recipients = z.array(z.object({ emailAddress: z.string() }))
const timestamp = z.coerce.date()

/** The mail service's event, as its EventBridge destination sends it. */
export const feedbackEvent = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string().min(1),
      tags: z.record(z.string(), z.array(z.string())).optional(),
    }),
    delivery: z.object({ timestamp }).optional(),
    bounce: z.object({ timestamp, bounceType: z.string(), bouncedRecipients: recipients }).optional(),
    complaint: z.object({ timestamp, complainedRecipients: recipients }).optional(),
  }),
})

type FeedbackEvent = z.infer<typeof feedbackEvent>

export interface FeedbackDependencies extends CommitDependencies {
  readonly effects: Pick<Effects, 'reported'>
}

/**
 * Keeps with each effect what became of its mail, and records in the ledger that mail does not reach somebody: once, however
 * often and in whatever order it is reported. A bounce that is not permanent makes nobody unreachable. Mail without an
 * effect's tag (a code, a sign-in link) leaves no trace.
 */
export async function takeFeedback(event: FeedbackEvent, dependencies: FeedbackDependencies): Promise<void> {
  const { mail } = event.detail
  const effects = effectsOf(mail.tags ?? {})
  for (const { report, at } of reportsIn(event)) {
    for (const effect of effects) {
      await dependencies.effects.reported(effect, report, { messageId: mail.messageId, at })
    }
  }
  for (const reference of new Set(effects.map((effect) => effect.reference))) {
    for (const { email, kind } of unreachable(event)) {
      await commit(dependencies, reference, { type: 'mark-unreachable', email, kind })
    }
  }
}

/** Several where one mail told of several things. */
function effectsOf(tags: Readonly<Record<string, readonly string[]>>): EffectKey[] {
  return Object.entries(tags)
    .filter(([name]) => name.startsWith('effect-'))
    .flatMap(([, values]) => values.flatMap((value) => effectOfTag(value) ?? []))
}

function reportsIn({ detail }: FeedbackEvent): { report: MailReport; at: Date }[] {
  const { delivery, bounce, complaint } = detail
  const bounced = bounce?.bounceType === 'Permanent' ? ('bounced' as const) : ('bounced-for-now' as const)
  return [
    ...(delivery === undefined ? [] : [{ report: 'delivered' as const, at: delivery.timestamp }]),
    ...(bounce === undefined ? [] : [{ report: bounced, at: bounce.timestamp }]),
    ...(complaint === undefined ? [] : [{ report: 'complained' as const, at: complaint.timestamp }]),
  ]
}

function unreachable({ detail }: FeedbackEvent): { email: string; kind: 'bounce' | 'complaint' }[] {
  const bounced = detail.bounce?.bounceType === 'Permanent' ? detail.bounce.bouncedRecipients : []
  const complained = detail.complaint?.complainedRecipients ?? []
  return [
    ...bounced.map(({ emailAddress }) => ({ email: emailAddress, kind: 'bounce' as const })),
    ...complained.map(({ emailAddress }) => ({ email: emailAddress, kind: 'complaint' as const })),
  ]
}
