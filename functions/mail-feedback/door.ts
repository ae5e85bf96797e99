import { observed } from '#functions/shared/edge/observed.ts'
import type { Home } from '#functions/shared/home.ts'
import { feedbackEvent } from './feedback-event.ts'
import { takeFeedback } from './mail-feedback.ts'
import { noteWithheld, scanEvent } from './scan-event.ts'

/** Called with each delay, bounce, rejection and complaint that the mail service reports, deliveries that a mail asks for, and with what a scan withholds. */
export function door({ cases, effects, commit }: Pick<Home, 'cases' | 'effects' | 'commit'>) {
  return observed(async (event: unknown): Promise<void> => {
    const dependencies = { ...commit(), cases: cases(), effects: effects() }
    const scanned = scanEvent.safeParse(event)
    if (scanned.success) await noteWithheld(scanned.data, dependencies)
    else await takeFeedback(feedbackEvent.parse(event), dependencies)
  })
}
