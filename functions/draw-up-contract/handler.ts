import * as real from '#functions/shared/aws/real.ts'
import { caseInput } from '#functions/shared/contract/ask-ledger.ts'
import { ownTypesetter } from '#functions/shared/contract/own-typesetter.ts'
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
