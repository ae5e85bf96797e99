import * as real from '../adapters/real.ts'
import { observed } from '../edge/observed.ts'
import { settling } from '../relay/settling.ts'
import { sweep } from './sweep.ts'

/** Called by the schedule: once a minute in the cloud, every second on one machine. */
export const handler = observed(async () =>
  sweep({ ...settling(), cases: real.cases(), commit: real.commit() }),
)
