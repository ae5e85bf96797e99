import { type Receipt, receiptOf } from '#functions/shared/pages/contract-view.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { turnFault } from '#workflows/proposal/decide-contract.ts'
import { isAfterDeadline, isPassingOn } from '#workflows/proposal/decide-late.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import type { RefusalCode } from '#workflows/proposal/refusal.ts'
import {
  type Contract,
  type Person,
  type ProposalState,
  type SettlingCause,
  type Signatory,
  samePerson,
} from '#workflows/proposal/state.ts'

/** Why nothing is to be signed at a link any more. */
export type SigningOver =
  | 'refused'
  | 'returned'
  | 'reopened'
  | 'superseded'
  | 'replaced'
  | 'passed-on'
  | 'completed'
  | 'closed'

interface SignedPaper {
  readonly contract: Contract
  readonly signatories: readonly Signatory[]
}

/** What a signatory's page has to show. */
export type SignatureStanding =
  | ({
      readonly kind: 'turn'
      readonly due: string
      readonly isLate: boolean
      readonly isPassingOn: boolean
    } & SignedPaper)
  | ({ readonly kind: 'waiting'; readonly fault: RefusalCode; readonly due: string } & SignedPaper)
  | ({ readonly kind: 'signed'; readonly receipt: Receipt; readonly isSealed: boolean } & SignedPaper)
  | {
      readonly kind: 'over'
      readonly because: SigningOver
      /** Who is to sign here now, where that is somebody else. */
      readonly heldBy: Person | null
      readonly receipt: Receipt | null
      /** The sealed contract's version that bears this person's signature; they keep it. */
      readonly sealedVersion: number | null
    }

type SigningPlace = Pick<ClaimTo<'sign'>, 'signatory' | 'email'>

/** Where a signature stands for the person to whom its link was sent. */
export function standingOf(
  state: ProposalState,
  entries: readonly Entry[],
  place: SigningPlace,
  { programme, now }: { readonly programme: Programme; readonly now: Date },
): SignatureStanding {
  const over = (because: SigningOver): SignatureStanding => ({
    kind: 'over',
    because,
    heldBy: because === 'passed-on' || because === 'replaced' ? holderOf(state, place) : null,
    receipt: lastSignature(entries, place),
    sealedVersion: sealedVersion(state, place),
  })
  switch (state.status) {
    case 'closed':
      return over(state.closing === 'completed' ? 'completed' : 'closed')
    case 'signing':
    case 'sealing':
    case 'sealed':
    case 'with-finance': {
      const signatory = heldPlace(state.signatories, place)
      if (signatory === undefined) return over(lossOf(entries, place))
      const { contract, signatories } = state
      const { signed } = signatory
      if (signed !== null) {
        const { sequence, at, receipt: digest } = signed
        const isSealed = state.status === 'sealed' || state.status === 'with-finance'
        return { kind: 'signed', contract, signatories, isSealed, receipt: { sequence, digest, at } }
      }
      if (state.status !== 'signing') return over('superseded')
      const fault = turnFault(state, signatory, { programme })
      const due = state.deadline.at
      if (signatory.stopped) return { kind: 'waiting', fault: 'codes-stopped', contract, signatories, due }
      if (fault === null) {
        return {
          kind: 'turn',
          contract,
          signatories,
          due,
          isLate: isAfterDeadline(state, { now }),
          isPassingOn: isPassingOn(state, signatory.id, { programme, now }),
        }
      }
      return { kind: 'waiting', fault: fault.refused, contract, signatories, due }
    }
    case 'settling-terms':
      if (heldPlace(state.signatories, place) === undefined) return over(lossOf(entries, place))
      return over(settledBecause[state.because])
    case 'unconfirmed':
    case 'between-stages':
    case 'in-review':
    case 'awaiting-revision':
    case 'drawing-up':
      return over('superseded')
  }
}

const settledBecause: Readonly<Record<SettlingCause, SigningOver>> = {
  approved: 'superseded',
  'signature-refused': 'refused',
  'returned-by-finance': 'returned',
  reopened: 'reopened',
}

/** The newest refusal at a signatory's place, which the repeat of a request is compared with. */
export function lastRefusal(
  entries: readonly Entry[],
  signatory: string,
): EntryOf<'SignatureRefused'> | undefined {
  const last = entries.findLast(
    (entry) => entry.type === 'SignatureRefused' || entry.type === 'ContractDrawnUp',
  )
  return last?.type === 'SignatureRefused' && last.data.id === signatory ? last : undefined
}

function heldPlace(
  signatories: readonly Signatory[],
  { signatory, email }: SigningPlace,
): Signatory | undefined {
  return signatories.find(
    ({ id, person }) => id === signatory && person !== null && samePerson(person.email, email),
  )
}

function holderOf(state: ProposalState, { signatory }: SigningPlace): Person | null {
  const signatories = 'signatories' in state ? state.signatories : []
  return signatories.find(({ id }) => id === signatory)?.person ?? null
}

/** How the place went to somebody else: by time, or by the case office. */
function lossOf(entries: readonly Entry[], place: SigningPlace): 'passed-on' | 'replaced' {
  let state: ProposalState | null = null
  let loss: 'passed-on' | 'replaced' = 'replaced'
  for (const entry of entries) {
    if (
      entry.type === 'SignatoryReplaced' &&
      entry.data.id === place.signatory &&
      state?.status === 'signing'
    ) {
      const isTheirs = heldPlace(state.signatories, place) !== undefined
      if (isTheirs) loss = entry.data.because === 'silence' ? 'passed-on' : 'replaced'
    }
    state = evolve(state, entry)
  }
  return loss
}

function sealedVersion(state: ProposalState, place: SigningPlace): number | null {
  if (state.status !== 'closed' || state.sealDigest === null || state.contract === null) return null
  const isTheirs = (heldPlace(state.signatories, place)?.signed ?? null) !== null
  return isTheirs ? state.contract.version : null
}

/** The newest signature that this very person gave here, whichever version of the contract it was for. */
function lastSignature(entries: readonly Entry[], place: SigningPlace): Receipt | null {
  let state: ProposalState | null = null
  let receipt: Receipt | null = null
  for (const entry of entries) {
    if (entry.type === 'ContractSigned' && entry.data.id === place.signatory && state?.status === 'signing') {
      if (heldPlace(state.signatories, place) !== undefined) receipt = receiptOf(entry)
    }
    state = evolve(state, entry)
  }
  return receipt
}
