import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { CompanionRow } from './adapters/case-store.ts'

/**
 * The rows by which the public finds a contract: one for its number and one for each digest of it, and a place in the feed once
 * finance has acknowledged it, where the programme publishes contracts. They are made from the entries themselves and written
 * in the same transaction, so no contract is sealed that cannot be found.
 */
export function contractMarks(
  reference: string,
  entries: readonly Entry[],
  { before, programme }: { before: { number: string; version: number } | null; programme: Programme },
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
        return programme.publishContracts && before !== null
          ? [{ kind: 'contract-release', at: entry.at, contract: { reference, ...before } }]
          : []
      default:
        return []
    }
  })
}
