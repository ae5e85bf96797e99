import * as z from 'zod'
import { type CommitDependencies, commit } from '../commit.ts'

const recipients = z.array(z.object({ emailAddress: z.string() }))

/** The mail service's event, as its EventBridge destination sends it. */
export const feedbackEvent = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({ tags: z.record(z.string(), z.array(z.string())).optional() }),
    bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients }).optional(),
    complaint: z.object({ complainedRecipients: recipients }).optional(),
  }),
})

type FeedbackEvent = z.infer<typeof feedbackEvent>

/**
 * Records that mail does not reach somebody, once however often it is reported. A bounce that is not permanent is left to the
 * mail service's own retries. Without the case's tag there is nothing to record.
 */
export async function takeFeedback(event: FeedbackEvent, dependencies: CommitDependencies): Promise<void> {
  const reference = event.detail.mail.tags?.['reference']?.[0]
  if (reference === undefined) return
  for (const { email, kind } of unreachable(event)) {
    await commit(dependencies, reference, { type: 'mark-unreachable', email, kind })
  }
}

function unreachable({ detail }: FeedbackEvent): { email: string; kind: 'bounce' | 'complaint' }[] {
  const bounced = detail.bounce?.bounceType === 'Permanent' ? detail.bounce.bouncedRecipients : []
  const complained = detail.complaint?.complainedRecipients ?? []
  return [
    ...bounced.map(({ emailAddress }) => ({ email: emailAddress, kind: 'bounce' as const })),
    ...complained.map(({ emailAddress }) => ({ email: emailAddress, kind: 'complaint' as const })),
  ]
}
