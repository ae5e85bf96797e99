import * as real from '../adapters/real.ts'
import { observed } from '../edge/observed.ts'
import { feedbackEvent, takeFeedback } from './mail-feedback.ts'

/** Called with each delivery, bounce and complaint that the mail service reports. */
export const handler = observed(async (event: unknown): Promise<void> => {
  await takeFeedback(feedbackEvent.parse(event), { ...real.commit(), effects: real.effects() })
})
