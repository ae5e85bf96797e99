import type { Entry } from './entries.ts'
import { answersDelivery } from './sealed.ts'

/** How one version of a contract stands, as an outsider has to know it. */
export type ContractStanding =
  /** Drawn up and not sealed: nobody is bound by it. */
  | 'unsealed'
  /** Sealed, and finance has not said that it has it: not in force yet. */
  | 'sealed'
  /** Finance acknowledged it, and nothing has taken its place. */
  | 'valid'
  /** Sealed, and finance gave it back to be corrected. */
  | 'returned'
  /** A later version took its place. */
  | 'superseded'
  /** The case ended without it. */
  | 'ended'

/** One version of a contract, as its case's ledger tells it; no personal data. */
export interface ContractRecord {
  readonly version: number
  readonly number: string
  /** SHA-256 of the PDF that was signed, and of the terms it was set from. */
  readonly documentDigest: string
  readonly termsDigest: string
  readonly drawnUpAt: string
  /** Null until everyone has signed. */
  readonly sealed: {
    readonly at: string
    readonly sealDigest: string
    readonly openContractingDigest: string
  } | null
  readonly standing: ContractStanding
  /** The version that took its place. */
  readonly successor: { readonly version: number; readonly number: string } | null
}

/** What the ledger says of one version; undefined when there is none. */
export function contractRecord(entries: readonly Entry[], version: number): ContractRecord | undefined {
  const drawnUp = entries.find((entry) => entry.type === 'ContractDrawnUp' && entry.data.version === version)
  if (drawnUp?.type !== 'ContractDrawnUp') return undefined
  const seal = entries.find((entry) => entry.type === 'ContractSealed' && entry.data.version === version)
  const later = entries.findLast((entry) => entry.type === 'ContractDrawnUp' && entry.data.version > version)
  const successor =
    later?.type === 'ContractDrawnUp' ? { version: later.data.version, number: later.data.number } : null
  const { number, documentDigest, termsDigest } = drawnUp.data
  return {
    version,
    number,
    documentDigest,
    termsDigest,
    drawnUpAt: drawnUp.at,
    sealed:
      seal?.type === 'ContractSealed'
        ? {
            at: seal.at,
            sealDigest: seal.data.sealDigest,
            openContractingDigest: seal.data.openContractingDigest,
          }
        : null,
    standing: standingOf(entries, version, {
      isSealed: seal !== undefined,
      isSuperseded: later !== undefined,
    }),
    successor,
  }
}

function standingOf(
  entries: readonly Entry[],
  version: number,
  { isSealed, isSuperseded }: { isSealed: boolean; isSuperseded: boolean },
): ContractStanding {
  if (isSuperseded) return 'superseded'
  const isOver = entries.some(({ type }) => type === 'CaseClosed' || type === 'ProposalWithdrawn')
  if (isOver) return 'ended'
  if (!isSealed) return 'unsealed'
  const answer = entries.filter(answersDelivery).find(({ data }) => data.version === version)
  if (answer === undefined) return 'sealed'
  return answer.type === 'ContractReturned' ? 'returned' : 'valid'
}
