import { ownTypesetter } from '../adapters/own-typesetter.ts'
import * as real from '../adapters/real.ts'
import { caseInput } from '../ask-ledger/ask-ledger.ts'
import { drawUpContract } from './draw-up-contract.ts'

/** Called by `Draw up contract` in proposal.asl.json. */
export async function handler(event: unknown): Promise<void> {
  await drawUpContract(caseInput.parse(event).reference, {
    cases: real.cases(),
    files: real.files(),
    typesetter: ownTypesetter(),
    publicUrl: real.publicUrl(),
    commit: real.commit(),
  })
}
