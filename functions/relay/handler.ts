import * as real from '../adapters/real.ts'
import { observed } from '../edge/observed.ts'
import { answerSignIns } from '../sign-in-link.ts'
import { isSignIn } from './entry-in-record.ts'
import { type BatchResponse, relay, streamEvent } from './relay.ts'
import { settling } from './settling.ts'

/** Called with the table's stream. */
export const handler = observed(async (event: unknown): Promise<BatchResponse> => {
  const batch = streamEvent.parse(event)
  const dependencies = { ...settling(), cases: real.cases() }
  // One that failed is open again, for the clock and not for this stream; no entry may wait for it.
  if (batch.Records.some(isSignIn))
    await answerSignIns(dependencies).catch((error: unknown) => dependencies.failed('sign-in', error))
  return await relay(batch, dependencies)
})
