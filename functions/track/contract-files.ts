import type { ContractFile } from '#functions/shared/contract/contract-files.ts'
import { isSealed } from '#workflows/proposal/sealed.ts'
import type { Contract, ProposalState } from '#workflows/proposal/state.ts'

/** The contract's documents that the applicant may open: the signed text once everybody signed, the sealed one once it is. */
export function openContractFiles(
  state: ProposalState,
): { readonly contract: Contract; readonly files: readonly ContractFile[] } | null {
  if (!('signatories' in state) || state.contract === null) return null
  const { contract, signatories } = state
  const isSigned = signatories.length > 0 && signatories.every(({ signed }) => signed !== null)
  if (!isSigned || state.status === 'settling-terms') return null
  return { contract, files: isSealed(state) ? ['signed-contract.pdf', 'contract.pdf'] : ['contract.pdf'] }
}
