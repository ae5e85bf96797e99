import { type LinkPlace, startupSignatory } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { turnFault } from '#workflows/proposal/decide-contract.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import { quorumReachable } from '#workflows/proposal/quorum.ts'
import { isAwaited } from '#workflows/proposal/seat.ts'
import type { ProposalState, Signatory } from '#workflows/proposal/state.ts'
import { askReviewers, askSignatories, holderOf, placesOutOfReach } from './awaited.ts'
import {
  type ApplicantMessage,
  type Effect,
  type EventType,
  effectName,
  type Moment,
  type OfficeMessage,
  type ReviewerMessage,
} from './effect.ts'

const workflow: Effect = { kind: 'workflow' }
const toApplicant = (message: ApplicantMessage): Effect => ({ kind: 'mail-applicant', message })
const toOffice = (message: OfficeMessage): Effect => ({ kind: 'mail-office', message })
const event = (type: EventType): Effect => ({ kind: 'event', type })

const stageMessages = {
  approved: 'stage-approved',
  'changes-requested': 'changes-requested',
  rejected: 'rejected',
} as const

/** New entries with the names of the effects that each causes: decided when they are recorded, and never again. */
export function withEffects(
  entries: readonly Entry[],
  state: ProposalState | null,
  programme: Programme,
): Entry[] {
  let before = state
  return entries.map((entry) => {
    const after = evolve(before, entry)
    const effects = effectsOfEntry(entry, { before, after }, programme).map(effectName)
    before = after
    return { ...entry, effects }
  })
}

/**
 * What an entry causes that is recorded now. Of one that was recorded it says nothing: the names on its row do, or, where it has
 * none, effects-before-lists.ts.
 */
export function effectsOfEntry(
  entry: Entry,
  { before, after }: Moment,
  programme: Programme,
): readonly Effect[] {
  // Until the applicant has confirmed the address, nobody else hears of the case, and the address, which may be anybody's, gets
  // nothing but the request to confirm it.
  const confirmed = before !== null && before.status !== 'unconfirmed'
  switch (entry.type) {
    case 'ProposalSubmitted':
      return [toApplicant('confirm-address')]
    case 'AddressConfirmed':
      return [
        workflow,
        toApplicant('case-begun'),
        toApplicant('answers-copy'),
        // The scan came before: nobody in the city hears of a case until its address is confirmed.
        ...(after.withheld.length > 0 ? [toOffice('file-withheld')] : []),
      ]
    case 'StageOpened':
      return [...askReviewers(after, 'review-requested'), ...emptyPlaces(after, programme)]
    case 'ReviewerRecused':
      return [
        ...tellHolder(before, entry.data.seat, 'recusal-recorded'),
        ...(entry.data.vacant === true ? [toOffice('seat-vacated')] : []),
      ]
    case 'SeatAssigned':
      return [
        ...askReviewers(after, 'review-requested').filter(({ seat }) => seat === entry.data.seat),
        ...seatChange(entry, before),
      ]
    case 'HolderProposed':
      return [toOffice('holder-proposed')]
    case 'HolderDeclined':
      return [toOffice('holder-declined')]
    case 'QuorumEndangered':
      return [toOffice('quorum-endangered')]
    case 'StageClosed':
      return [
        workflow,
        toApplicant(stageMessages[entry.data.outcome]),
        ...(entry.data.settle === null ? [] : [toOffice('terms-to-settle')]),
        ...tellUnneeded(before),
      ]
    case 'ProposalWithdrawn':
      return confirmed
        ? [
            workflow,
            toApplicant('withdrawal-confirmed'),
            toOffice('withdrawn'),
            ...tellAsked(before, programme),
          ]
        : [workflow]
    case 'Reminded':
    case 'DeadlineExtended':
      return reminders(after, programme)
    case 'LinkReissued':
      return linkAnew(entry.data.target, after, programme)
    case 'Escalated':
      return [toOffice('escalated')]
    case 'DeadlinePassed':
      if (entry.data.consequence === 'hold') return [toOffice('overdue')]
      // Whoever keeps a place, for want of an alternate, is reminded of the new deadline.
      if (entry.data.consequence === 'alternate')
        return [toOffice('passed-on'), ...reminders(after, programme)]
      return confirmed
        ? [workflow, toApplicant('lapsed'), toOffice('case-lapsed'), ...tellAsked(before, programme)]
        : [workflow]
    case 'PersonUnreachable':
      return confirmed ? [toOffice('unreachable')] : []
    case 'ContractDrawnUp':
      return [...askSignatories(after, programme), ...emptyPlaces(after, programme)]
    case 'SignatoryReplaced':
      return signatoryChange(entry, { before, after }, programme)
    case 'ContractSigned':
      return [
        workflow,
        ...(entry.data.otherName === true ? [toOffice('name-differs')] : []),
        ...turnsThatCame({ before, after }, programme),
      ]
    case 'SigningCodesStopped':
      return [...tellSignatory(after, entry.data.id, 'signature-stopped'), toOffice('codes-stopped')]
    case 'SignatureRefused':
      return [workflow, toOffice('signature-refused'), ...takenBack(before, programme, entry.data.id)]
    case 'ContractSealed':
      return [
        event('ContractSealed'),
        toApplicant('contract-signed'),
        ...tellSignatories(after, 'contract-complete', () => true),
      ]
    case 'ContractDelivered':
      return [
        event('ContractDelivered'),
        { kind: 'mail-finance', message: 'contract-delivered', person: programme.finance.office },
        ...callFinance(programme),
      ]
    case 'DeliveryRepeated':
      return callFinance(programme)
    case 'WebhookGivenUp':
      return [toOffice('webhook-given-up')]
    case 'ReceiptAcknowledged':
      return [workflow, event('ReceiptAcknowledged'), toApplicant('completed'), toOffice('case-completed')]
    case 'ContractReturned':
      return [workflow, toOffice('contract-returned'), ...takenBack(before, programme)]
    case 'ProposalRevised':
    case 'TermsReleased':
      return [workflow]
    case 'TermsReopened':
      return [
        workflow,
        ...(entry.data.unprintable === true ? sentBack(before) : takenBack(before, programme)),
      ]
    case 'CaseClosed':
      return confirmed
        ? [workflow, toApplicant('closed-by-office'), ...tellAsked(before, programme)]
        : [workflow]
    case 'FileWithheld':
      return confirmed ? [toOffice('file-withheld')] : []
    case 'StillHeld':
      return [toOffice('still-held'), toApplicant('case-waits')]
    case 'StepLate':
      return [toOffice('step-late')]
    case 'ObligationsOverdue':
      return [
        { kind: 'mail-finance', message: 'payments-overdue', person: programme.finance.office },
        toOffice('obligations-overdue'),
      ]
    case 'GuaranteeChanged':
      return [toApplicant('guarantee-changed'), toOffice('guarantee-recorded')]
    case 'ObligationsListed':
    case 'PaymentRecorded':
    case 'PersonalDataErased':
    case 'ErasureHeld':
    case 'ErasureReleased':
    case 'NoConflictDeclared':
    case 'ReviewDecided':
    case 'LegalRouteRecorded':
    case 'TermsAmended':
    case 'PersonReachable':
      return []
  }
}

/** Where finance has a system of its own that wants to be told. */
function callFinance({ finance }: Programme): readonly Effect[] {
  return finance.webhook === undefined ? [] : [{ kind: 'webhook' }]
}

/** Everyone who is awaited, with a live link. */
function reminders(state: ProposalState, programme: Programme): readonly Effect[] {
  switch (state.status) {
    case 'in-review':
      return askReviewers(state, 'review-reminder')
    case 'awaiting-revision':
      return [toApplicant('revision-reminder')]
    case 'settling-terms':
      return [toOffice('terms-reminder')]
    case 'signing':
      return askSignatories(state, programme, 'signature-reminder')
    case 'with-finance':
      return [{ kind: 'mail-finance', message: 'receipt-reminder', person: programme.finance.office }]
    default:
      return []
  }
}

/** One new link, to whoever holds the place; the words say that the earlier ones are dead. */
function linkAnew(target: LinkPlace, state: ProposalState, programme: Programme): readonly Effect[] {
  switch (target.place) {
    case 'applicant':
      return [toApplicant(state.status === 'unconfirmed' ? 'confirm-address' : 'track-link-reissued')]
    case 'seat': {
      const holder = holderOf(state, target.seat)
      if (holder === null) return []
      return [{ kind: 'mail-reviewer', message: 'review-link-reissued', seat: target.seat, person: holder }]
    }
    case 'signatory':
      return askSignatories(state, programme, 'signature-link-reissued').filter(isAt(target.id))
    case 'finance':
      return [{ kind: 'mail-finance', message: 'receipt-link-reissued', person: programme.finance.office }]
  }
}

/** The case office hears of places for which nobody can answer, unless the entry that follows says that the quorum is out of reach. */
function emptyPlaces(state: ProposalState, { stages }: Programme): readonly Effect[] {
  if (placesOutOfReach(state).length === 0) return []
  if (state.status === 'in-review') {
    const stage = stages.find(({ id }) => id === state.stage)
    if (stage !== undefined && !quorumReachable(state.seats, stage.quorum)) return []
  }
  return [toOffice('places-empty')]
}

/** Whoever had a case before them when it ended, with a link that was alive: there is nothing to do any more. */
function tellAsked(before: ProposalState, programme: Programme): readonly Effect[] {
  switch (before.status) {
    case 'in-review':
      return before.seats.flatMap(({ seat, holder }) =>
        holder === null
          ? []
          : [{ kind: 'mail-reviewer' as const, message: 'review-ended' as const, seat, person: holder }],
      )
    case 'signing':
      return tellSignatories(before, 'signature-ended', hasHeard(before, programme))
    case 'with-finance':
      return [
        { kind: 'mail-finance', message: 'receipt-ended', person: programme.finance.office },
        ...tellSignatories(before, 'signature-ended', () => true),
      ]
    case 'settling-terms':
      return tellSignatories(before, 'signature-ended', hasHeard(before, programme))
    case 'sealing':
    case 'sealed':
      return tellSignatories(before, 'signature-ended', ({ signed }) => signed !== null)
    case 'unconfirmed':
    case 'between-stages':
    case 'awaiting-revision':
    case 'drawing-up':
    case 'closed':
      return []
  }
}

/** The office has to correct what cannot be printed; whoever signed it, the startup too, hears that the signature is void. */
function sentBack(before: ProposalState | null): readonly Effect[] {
  const signed = before?.status === 'sealing'
  return [
    toOffice('terms-to-settle'),
    ...(signed ? [toApplicant('contract-redrawn')] : []),
    ...(signed ? tellSignatories(before, 'signature-void', () => true) : []),
  ]
}

/**
 * Nobody's signature of this version counts any more: the startup hears of it, and whoever signed it or was asked to. Whoever refused
 * it has a receipt of that.
 */
function takenBack(
  before: ProposalState | null,
  programme: Programme,
  refusedBy?: string,
): readonly Effect[] {
  if (before === null) return []
  const heard = hasHeard(before, programme)
  return [
    ...(refusedBy === startupSignatory ? [] : [toApplicant('contract-taken-back')]),
    ...tellSignatories(
      before,
      'version-taken-back',
      (signatory) => signatory.id !== refusedBy && heard(signatory),
    ),
  ]
}

/** Who knows of a contract that is out, or was until it was taken back: those who signed, whose turn it is, or to whom the place was given while it was. */
function hasHeard(state: ProposalState, programme: Programme): (signatory: Signatory) => boolean {
  const signatories = 'signatories' in state ? state.signatories : []
  return (signatory) => {
    const isInTurn = turnFault({ signatories }, signatory, { programme }) === null
    return signatory.signed !== null || isInTurn || signatory.passedOver.length > 0
  }
}

/** Whoever was still awaited when their stage closed: the link that they were sent opens nothing any more. */
function tellUnneeded(before: ProposalState | null): readonly Effect[] {
  if (before?.status !== 'in-review') return []
  return before.seats.filter(isAwaited).map(({ seat, holder }) => ({
    kind: 'mail-reviewer',
    message: 'review-not-needed',
    seat,
    person: holder,
  }))
}

/** Those who sign for the city; who signs for the startup hears of it as the applicant. */
function tellSignatories(
  state: ProposalState,
  message: 'signature-ended' | 'signature-void' | 'version-taken-back' | 'contract-complete',
  isTold: (signatory: Signatory) => boolean,
): readonly Effect[] {
  if (!('signatories' in state)) return []
  return state.signatories.flatMap((signatory) => {
    const { id, person } = signatory
    if (person === null || id === startupSignatory || !isTold(signatory)) return []
    return [{ kind: 'mail-signatory' as const, message, signatory: id, person }]
  })
}

const isAt =
  (id: string) =>
  ({ signatory }: { readonly signatory: string }): boolean =>
    signatory === id

/** Whoever lost a seat is told, and the office; of silence it has heard by the deadline, and of a recusal who left by that. */
function seatChange({ data }: EntryOf<'SeatAssigned'>, before: ProposalState | null): readonly Effect[] {
  switch (data.because) {
    case 'silence':
      return tellHolder(before, data.seat, 'review-passed-on')
    case 'delegation':
      return [...tellHolder(before, data.seat, 'review-handed-on'), toOffice('holder-changed')]
    case 'reassignment':
      return [...tellHolder(before, data.seat, 'review-taken'), toOffice('holder-changed')]
    case 'alternate':
      return [toOffice('holder-changed')]
    // Mail does not reach who had it; the office is told of that.
    case 'unreachable':
      return []
  }
}

/** Tells whoever held a seat just before. */
function tellHolder(before: ProposalState | null, seat: string, message: ReviewerMessage): readonly Effect[] {
  const person = before === null ? null : holderOf(before, seat)
  return person === null ? [] : [{ kind: 'mail-reviewer', message, seat, person }]
}

function signatoryChange(
  entry: EntryOf<'SignatoryReplaced'>,
  { before, after }: Moment,
  programme: Programme,
): readonly Effect[] {
  const { id, because } = entry.data
  switch (because) {
    case 'silence':
      return [
        ...askSignatories(after, programme, 'signature-requested').filter(isAt(id)),
        ...askSignatories(before, programme, 'signature-passed-on').filter(isAt(id)),
      ]
    case 'unreachable':
      return askSignatories(after, programme, 'signature-requested').filter(isAt(id))
    case undefined:
      return [
        ...newSignatory(entry, after, programme),
        ...tellSignatory(before, id, 'signature-taken'),
        toOffice('holder-changed'),
      ]
  }
}

/** Whoever is to sign from now on is asked in their turn, and told at once where that is still to come. */
function newSignatory(
  { data }: EntryOf<'SignatoryReplaced'>,
  after: ProposalState,
  programme: Programme,
): readonly Effect[] {
  const asked = askSignatories(after, programme, 'signature-requested').filter(isAt(data.id))
  return asked.length > 0 ? asked : tellSignatory(after, data.id, 'signature-to-come')
}

/** Tells whoever is named for a signature, whether or not it is their turn. */
function tellSignatory(
  state: ProposalState | null,
  id: string,
  message: 'signature-taken' | 'signature-to-come' | 'signature-stopped',
): readonly Effect[] {
  const person = state?.status === 'signing' ? state.signatories.find((one) => one.id === id)?.person : null
  return person ? [{ kind: 'mail-signatory', message, signatory: id, person }] : []
}

/** Those whose turn came by a signature: the next in order, or all others after the startup's. */
function turnsThatCame({ before, after }: Moment, programme: Programme): readonly Effect[] {
  const asked = new Set(
    before === null ? [] : askSignatories(before, programme).map(({ signatory }) => signatory),
  )
  return askSignatories(after, programme).filter(({ signatory }) => !asked.has(signatory))
}
