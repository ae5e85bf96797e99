import { type LinkPlace, startupSignatory } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { type Person, type ProposalState, type StateOf, samePerson } from '#workflows/proposal/state.ts'
import type { ApplicantMessage, Effect, EffectOf, EventType, Moment, OfficeMessage } from './effect.ts'

/*
 * What entries cause that were recorded before entries had the names of their effects beside them, as the last such release
 * decided it. This file never changes: a mail that is added, renamed or sent to somebody else is none of these entries' business,
 * and the rows that say what became of their effects have these names. It shares nothing with effects-of-entry.ts on purpose. It
 * goes when no case is open that has such entries.
 */

const workflow: Effect = { kind: 'workflow' }
const toApplicant = (message: ApplicantMessage): Effect => ({ kind: 'mail-applicant', message })
const toOffice = (message: OfficeMessage): Effect => ({ kind: 'mail-office', message })
const event = (type: EventType): Effect => ({ kind: 'event', type })

const stageMessages = {
  approved: 'stage-approved',
  'changes-requested': 'changes-requested',
  rejected: 'rejected',
} as const

/** What an entry without a list causes. */
export function effectsBeforeLists(
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
      return [workflow, toApplicant('case-begun')]
    case 'StageOpened':
      return askReviewers(after, 'review-requested')
    case 'SeatAssigned':
      return [
        ...askReviewers(after, 'review-requested').filter(({ seat }) => seat === entry.data.seat),
        ...(entry.data.because === 'silence' ? tellPassedOver(before, entry.data.seat) : []),
      ]
    case 'QuorumEndangered':
      return [toOffice('quorum-endangered')]
    case 'StageClosed':
      return [
        workflow,
        toApplicant(stageMessages[entry.data.outcome]),
        ...(entry.data.settle === null ? [] : [toOffice('terms-to-settle')]),
      ]
    case 'ProposalWithdrawn':
      return confirmed ? [workflow, toOffice('withdrawn')] : [workflow]
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
      return confirmed ? [workflow, toApplicant('lapsed')] : [workflow]
    case 'PersonUnreachable':
      return confirmed ? [toOffice('unreachable')] : []
    case 'ContractDrawnUp':
      return askSignatories(after, programme)
    case 'SignatoryReplaced':
      return entry.data.because === 'silence'
        ? [
            ...askSignatories(after, programme, 'signature-requested').filter(isAt(entry.data.id)),
            ...askSignatories(before, programme, 'signature-passed-on').filter(isAt(entry.data.id)),
          ]
        : askSignatories(after, programme).filter(isAt(entry.data.id))
    case 'ContractSigned':
      return [workflow, ...turnsThatCame({ before, after }, programme)]
    case 'SignatureRefused':
      return [workflow, toOffice('signature-refused')]
    case 'ContractSealed':
      return [event('ContractSealed'), toApplicant('contract-signed')]
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
      return [workflow, toOffice('contract-returned')]
    case 'ProposalRevised':
    case 'TermsReleased':
    case 'TermsReopened':
      return [workflow]
    case 'CaseClosed':
      return confirmed ? [workflow, toApplicant('closed-by-office')] : [workflow]
    // What caused nothing, and types that came later, whose entries have a list.
    default:
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

const isAt =
  (id: string) =>
  ({ signatory }: { readonly signatory: string }): boolean =>
    signatory === id

/** Tells whoever held a seat, and did not answer in time, that it has passed on. */
function tellPassedOver(before: ProposalState | null, seat: string): readonly Effect[] {
  const person = before === null ? null : holderOf(before, seat)
  return person === null ? [] : [{ kind: 'mail-reviewer', message: 'review-passed-on', seat, person }]
}

/** Those whose turn came by a signature: the next in order, or all others after the startup's. */
function turnsThatCame({ before, after }: Moment, programme: Programme): readonly Effect[] {
  const asked = new Set(
    before === null ? [] : askSignatories(before, programme).map(({ signatory }) => signatory),
  )
  return askSignatories(after, programme).filter(({ signatory }) => !asked.has(signatory))
}

/** Every seat of the open stage that waits for its holder's decision. */
function askReviewers(
  state: ProposalState,
  message: EffectOf<'mail-reviewer'>['message'],
): readonly EffectOf<'mail-reviewer'>[] {
  if (state.status !== 'in-review') return []
  return state.seats.flatMap(({ seat, holder, decision }) =>
    holder === null || decision !== null ? [] : [{ kind: 'mail-reviewer', message, seat, person: holder }],
  )
}

/** Every signatory whose turn it is. */
function askSignatories(
  state: ProposalState | null,
  programme: Programme,
  as?: EffectOf<'mail-signatory'>['message'],
): readonly EffectOf<'mail-signatory'>[] {
  if (state?.status !== 'signing') return []
  const message = as ?? (state.contract.version > 1 ? 'signature-requested-anew' : 'signature-requested')
  return state.signatories.flatMap(({ id, person, signed }) =>
    person === null || signed !== null || !hasTurn(state, id, programme)
      ? []
      : [{ kind: 'mail-signatory', message, signatory: id, person }],
  )
}

function hasTurn({ signatories }: StateOf<'signing'>, id: string, { signing }: Programme): boolean {
  const place = signatories.findIndex((signatory) => signatory.id === id)
  const email = signatories[place]?.person?.email
  const hasSigned = signatories.some(
    ({ person, signed }, index) =>
      index !== place &&
      signed !== null &&
      person !== null &&
      email !== undefined &&
      samePerson(person.email, email),
  )
  const earlier = signatories.slice(0, place)
  const awaited = signing.inOrder
    ? earlier
    : earlier.filter((signatory) => signing.startupFirst && signatory.id === startupSignatory)
  return !hasSigned && awaited.every(({ signed }) => signed !== null)
}

function holderOf(state: ProposalState, seat: string): Person | null {
  if (state.status !== 'in-review') return null
  return state.seats.find((candidate) => candidate.seat === seat)?.holder ?? null
}
