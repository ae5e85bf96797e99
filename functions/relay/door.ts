import { observed } from '#functions/shared/edge/observed.ts'
import { type SettlingHome, settling } from '#functions/shared/effects/settling.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { isSignIn } from './entry-in-record.ts'
import { type BatchResponse, relay, streamEvent } from './relay.ts'

/** Called with the table's stream. */
export function door(home: Omit<SettlingHome, 'commit'>) {
  return observed(async (event: unknown): Promise<BatchResponse> => {
    const batch = streamEvent.parse(event)
    const dependencies = settling(home)
    // One that failed is open again, for the clock and not for this stream; no entry may wait for it.
    if (batch.Records.some(isSignIn))
      await answerSignIns(dependencies).catch((error: unknown) => dependencies.failed('sign-in', error))
    return await relay(batch, dependencies)
  })
}
