import type { RootStatement } from '#workflows/ledger/merkle.ts'
import { ownSignature } from '../adapters/own-sealer.ts'
import * as real from '../adapters/real.ts'
import { observed } from '../edge/observed.ts'
import { keepRoot } from './keep-root.ts'

/** Called once a day. */
export const handler = observed(
  async (): Promise<RootStatement> =>
    keepRoot({ cases: real.cases(), files: real.files(), sign: ownSignature(), now: real.now }),
)
