import { ownSealer } from '#functions/shared/aws/own-sealer.ts'
import * as real from '#functions/shared/aws/real.ts'
import { caseInput } from '#functions/shared/contract/ask-ledger.ts'
import { ownTypesetter } from '#functions/shared/contract/own-typesetter.ts'
import { sealContract } from './seal-contract.ts'

/** Called by `Seal contract` in proposal.asl.json. */
export async function handler(event: unknown): Promise<void> {
  await sealContract(caseInput.parse(event).reference, {
    cases: real.cases(),
    files: real.files(),
    typesetter: ownTypesetter(),
    sealer: ownSealer(real.files()),
    publicUrl: real.publicUrl(),
    commit: real.commit(),
  })
}
