import { caseInput } from '#functions/shared/contract/ask-ledger.ts'
import type { Home } from '#functions/shared/home.ts'
import { drawUpContract } from './draw-up-contract.ts'

/** Called by `Draw up contract` in proposal.asl.json. */
export function door(home: Pick<Home, 'cases' | 'files' | 'typesetter' | 'publicUrl' | 'commit'>) {
  return async (event: unknown): Promise<void> => {
    await drawUpContract(caseInput.parse(event).reference, {
      cases: home.cases(),
      files: home.files(),
      typesetter: home.typesetter(),
      publicUrl: home.publicUrl(),
      commit: home.commit(),
    })
  }
}
