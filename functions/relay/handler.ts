import * as real from '../adapters/real.ts'
import { observed } from '../edge/observed.ts'
import { type BatchResponse, relay, streamEvent } from './relay.ts'
import { settling } from './settling.ts'

/** Called with the table's stream. */
export const handler = observed(
  async (event: unknown): Promise<BatchResponse> =>
    relay(streamEvent.parse(event), { ...settling(), cases: real.cases() }),
)
