import * as real from '../adapters/real.ts'
import { settling } from './errands.ts'
import { type BatchResponse, relay, streamEvent } from './relay.ts'

/** Called with the table's stream. */
export async function handler(event: unknown): Promise<BatchResponse> {
  return relay(streamEvent.parse(event), { ...settling(), cases: real.cases() })
}
