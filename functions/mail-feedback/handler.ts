import * as real from '#functions/shared/aws/real.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import { feedbackEvent } from './feedback-event.ts'
import { takeFeedback } from './mail-feedback.ts'

/** Called with each delivery, delay, bounce, rejection and complaint that the mail service reports. */
export const handler = observed(async (event: unknown): Promise<void> => {
  const dependencies = { ...real.commit(), cases: real.cases(), effects: real.effects() }
  await takeFeedback(feedbackEvent.parse(event), dependencies)
})
