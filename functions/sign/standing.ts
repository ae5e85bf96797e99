import { type Receipt, receiptOf } from '#functions/shared/pages/contract-view.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import { startupSignatory } from '#workflows/links/place.ts'
import { isOfEarlierVersion } from '#workflows/links/superseded.ts'
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
  | 'renewed'
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

type SigningPlace = Pick<ClaimTo<'sign'>, 'signatory' | 'email' | 'issued'>

/** Where a signature stands for the person to whom its link was sent. */
export function standingOf(
  state: ProposalState,
  entries: readonly Entry[],
  place: SigningPlace,
  { programme, now }: { readonly programme: Programme; readonly now: Date },
): SignatureStanding {
  const { loss, receipt: earlier, stopped, named } = pastOf(entries, place)
  const over = (because: SigningOver): SignatureStanding => ({
    kind: 'over',
    because,
    heldBy: because === 'passed-on' || because === 'replaced' ? holderOf(state, place) : null,
    receipt: earlier,
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
      if (signatory === undefined) return over(loss)
      if (isOfEarlierVersion(state.contract, place)) return over('renewed')
      const { contract } = state
      const signatories = state.signatories.map((one) =>
        one.id === startupSignatory ? { ...one, person: named ?? one.person } : one,
      )
      const { signed } = signatory
      if (signed !== null) {
        const { sequence, at, receipt: digest } = signed
        const isSealed = state.status === 'sealed' || state.status === 'with-finance'
        return { kind: 'signed', contract, signatories, isSealed, receipt: { sequence, digest, at } }
      }
      if (state.status !== 'signing') return over('superseded')
      const fault = turnFault(state, signatory, { programme })
      const due = state.deadline.at
      if (signatory.stopped || stopped)
        return { kind: 'waiting', fault: 'codes-stopped', contract, signatories, due }
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
      if (heldPlace(state.signatories, place) === undefined) return over(loss)
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

function sealedVersion(state: ProposalState, place: SigningPlace): number | null {
  if (state.status !== 'closed' || state.sealDigest === null || state.contract === null) return null
  const isTheirs = (heldPlace(state.signatories, place)?.signed ?? null) !== null
  return isTheirs && !isOfEarlierVersion(state.contract, place) ? state.contract.version : null
}

interface Past {
  /** How the place went to somebody else: by time, or by the case office. */
  readonly loss: 'passed-on' | 'replaced'
  /** The newest signature that this very person gave here, whichever version of the contract it was for. */
  readonly receipt: Receipt | null
  /** Whether too many wrong codes were tried for this person, of whichever version, since the place was last given anew. */
  readonly stopped: boolean
  /** Who signs for the startup, by the terms; heads of earlier releases have the applicant's name instead. */
  readonly named: Person | null
}

/** What the ledger tells of somebody's place. */
function pastOf(entries: readonly Entry[], place: SigningPlace): Past {
  let state: ProposalState | null = null
  let loss: Past['loss'] = 'replaced'
  let receipt: Receipt | null = null
  let stopped = false
  for (const entry of entries) {
    const isTheirs = state?.status === 'signing' && heldPlace(state.signatories, place) !== undefined
    if (renews(entry, place.signatory)) stopped = false
    if (isTheirs && 'id' in entry.data && entry.data.id === place.signatory) {
      if (entry.type === 'SignatoryReplaced') {
        loss = entry.data.because === 'silence' ? 'passed-on' : 'replaced'
      }
      if (entry.type === 'ContractSigned') receipt = receiptOf(entry)
      if (entry.type === 'SigningCodesStopped') stopped = true
    }
    state = evolve(state, entry)
  }
  const last = state !== null && 'signatories' in state ? state.signatories : []
  return { loss, receipt, stopped, named: last.find(({ id }) => id === startupSignatory)?.person ?? null }
}

/** Whether guesses of a place's codes are counted anew from here on: it was given to somebody, or the office took the contract back. */
function renews(entry: Entry, signatory: string): boolean {
  if (entry.type === 'TermsReopened') return entry.data.unprintable !== true
  return entry.type === 'SignatoryReplaced' && entry.data.id === signatory
}

/** The entry from which on guesses at a place are counted; 0 where none began them anew. */
export function guessesSince(entries: readonly Entry[], signatory: string): number {
  return entries.findLast((entry) => renews(entry, signatory))?.sequence ?? 0
}
