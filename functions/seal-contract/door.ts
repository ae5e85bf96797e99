import { caseInput } from '#functions/shared/contract/ask-ledger.ts'
import type { Home } from '#functions/shared/home.ts'
import { sealContract } from './seal-contract.ts'

/** Called by `Seal contract` in proposal.asl.json. */
export function door(home: Pick<Home, 'cases' | 'files' | 'typesetter' | 'sealer' | 'publicUrl' | 'commit'>) {
  return async (event: unknown): Promise<void> => {
    await sealContract(caseInput.parse(event).reference, {
      cases: home.cases(),
      files: home.files(),
      typesetter: home.typesetter(),
      sealer: home.sealer(),
      publicUrl: home.publicUrl(),
      commit: home.commit(),
    })
  }
}
