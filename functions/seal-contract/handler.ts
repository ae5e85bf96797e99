import { ownSealer } from '../adapters/own-sealer.ts'
import { ownTypesetter } from '../adapters/own-typesetter.ts'
import * as real from '../adapters/real.ts'
import { caseInput } from '../ask-ledger/ask-ledger.ts'
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
