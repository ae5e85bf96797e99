import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/**
 * The rows by which the public finds a contract: one for its number and one for each digest of it, and a place in the feed once
 * finance has acknowledged it, where the programme publishes contracts and its legal route is recorded. They are made from the entries themselves and written
 * in the same transaction, so no contract is sealed that cannot be found.
 */
export function contractMarks(
  reference: string,
  entries: readonly Entry[],
  {
    before,
    programme,
  }: { before: ProposalState | undefined; programme: Pick<Programme, 'publishContracts'> },
): readonly CompanionRow[] {
  return entries.flatMap((entry): readonly CompanionRow[] => {
    switch (entry.type) {
      case 'ContractDrawnUp': {
        const { version, number, documentDigest, termsDigest } = entry.data
        const place = { reference, version }
        return [
          { kind: 'contract-mark', mark: number, place: { ...place, part: 'number' } },
          { kind: 'contract-mark', mark: documentDigest, place: { ...place, part: 'document' } },
          { kind: 'contract-mark', mark: termsDigest, place: { ...place, part: 'terms' } },
        ]
      }
      case 'ContractSealed': {
        const { version, sealDigest, openContractingDigest } = entry.data
        const place = { reference, version }
        return [
          { kind: 'contract-mark', mark: sealDigest, place: { ...place, part: 'seal' } },
          { kind: 'contract-mark', mark: openContractingDigest, place: { ...place, part: 'release' } },
        ]
      }
      case 'ReceiptAcknowledged':
        return programme.publishContracts ? releaseOf(entry, before) : []
      default:
        return []
    }
  })
}

function releaseOf({ at }: Entry, before: ProposalState | undefined): readonly CompanionRow[] {
  if (before === undefined || !('contract' in before) || before.contract === null) return []
  const { reference, legalRoute } = before
  if (legalRoute === null) return []
  const { number, version } = before.contract
  const contract = { reference, number, version, legalRoute: legalRoute.route.id }
  return [{ kind: 'contract-release', at, contract }]
}
