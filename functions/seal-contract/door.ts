import { called } from '#functions/shared/called.ts'
import { caseInput } from '#functions/shared/contract/ask-ledger.ts'
import type { Home } from '#functions/shared/home.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import { sealContract } from './seal-contract.ts'

const ports = ['cases', 'files', 'typesetter', 'sealer', 'publicUrl', 'commit'] as const

/** Called by `Seal contract` in proposal.asl.json. */
export function door(home: Pick<Home, (typeof ports)[number]>) {
  return (event: unknown): Promise<void> =>
    sealContract(caseInput.parse(event).reference, readingTogether(called(home, ports), 'ledger'))
}
