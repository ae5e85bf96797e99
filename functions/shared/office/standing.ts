import { asWritten, seatName, signatoryName } from '#functions/shared/pages/names.ts'
import { obligationWords } from '#functions/shared/pages/obligation-words.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme, ProgrammePerson } from '#workflows/programme/programme.ts'
import { turnFault } from '#workflows/proposal/decide-contract.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { seatHeldBefore } from '#workflows/proposal/held-before.ts'
import { dueOf, endOf, overdueOf } from '#workflows/proposal/obligations.ts'
import { isUndecided } from '#workflows/proposal/seat.ts'
import type { ProposalState, SettlingCause, StateOf } from '#workflows/proposal/state.ts'

/** Somebody whom a case waits for. */
export interface Awaited {
  /** What they are asked as: a seat, a signatory's place, an office. */
  readonly place: Text
  /** Null where nobody holds the place. */
  readonly name: Text | null
  readonly email: string | null
  /** Who had the place last before this person; null where nobody did, nobody has it now, or the ledger was not read. */
  readonly insteadOf: Text | null
  /** Since when (ISO 8601). */
  readonly since: string
  /** Whether mail to them came back. */
  readonly unreachable: boolean
}

/** Who has a case, since when, and until when. */
export interface Standing {
  readonly awaited: readonly Awaited[]
  readonly due: string | null
  readonly overdue: boolean
  /** What is overdue under a completed contract, each a few words. */
  readonly obligations: readonly Text[]
}

interface KnownCase {
  readonly programme: Programme
  readonly now: Date
  /** When the case last changed; what `entries` do not tell is dated by it. */
  readonly updated: string
  /** The ledger, or nothing for a list of many cases. */
  readonly entries: readonly Entry[]
}

type Awaiting = Omit<Awaited, 'unreachable'>

/** Where a case is stuck: who has to do something next. Nobody, while the workflow itself is at work. */
export function standingOf(state: ProposalState, known: KnownCase): Standing {
  const overdue = overdueOf(state, known.now, known.programme)
  return {
    awaited: awaitedIn(state, known).map((awaiting) => ({
      ...awaiting,
      unreachable: awaiting.email !== null && state.unreachable.includes(awaiting.email),
    })),
    due: dueOf(state, known.programme),
    overdue: isOverdue(state, known.now, known.programme),
    obligations: overdue.map(obligationWords),
  }
}

/** Whether something is overdue: what is awaited in an open case, or what a completed contract still expects. */
export function isOverdue(state: ProposalState, now: Date, programme: Pick<Programme, 'timeZone'>): boolean {
  if ('deadline' in state) return state.deadline.passed || new Date(state.deadline.at) <= now
  return overdueOf(state, now, programme).length > 0
}

/** What put the terms into the case office's hands. */
const beginsSettling: Readonly<Record<SettlingCause, Entry['type']>> = {
  approved: 'StageClosed',
  'signature-refused': 'SignatureRefused',
  'returned-by-finance': 'ContractReturned',
  reopened: 'TermsReopened',
}

function awaitedIn(state: ProposalState, known: KnownCase): Awaiting[] {
  const { programme, updated } = known
  switch (state.status) {
    case 'unconfirmed':
      return [applicant(state, state.submittedAt)]
    case 'awaiting-revision':
      return [applicant(state, state.closedStages.at(-1)?.at ?? updated)]
    case 'in-review':
      return reviewers(state, known)
    case 'signing':
      return signatories(state, known)
    case 'settling-terms': {
      const { name, email } = programme.caseOffice
      const since = lastAt(known, (type) => type === beginsSettling[state.because])
      return [{ place: { fa: 'دبیرخانه', en: 'Case office' }, name, email, insteadOf: null, since }]
    }
    case 'with-finance': {
      const { office } = programme.finance
      return [
        holding(
          office.role,
          office,
          lastAt(known, (type) => type === 'ContractDelivered'),
        ),
      ]
    }
    case 'between-stages':
    case 'drawing-up':
    case 'sealing':
    case 'sealed':
      return []
    case 'closed': {
      const [first] = overdueOf(state, known.now, programme)
      const { office } = programme.finance
      return first === undefined ? [] : [holding(office.role, office, endOf(first, programme))]
    }
  }
}

function reviewers(state: StateOf<'in-review'>, { programme, entries }: KnownCase): Awaiting[] {
  return state.seats.filter(isUndecided).map(({ seat, holder }) => {
    const assigned = entries.findLast(
      (entry) =>
        (entry.type === 'SeatAssigned' || entry.type === 'ReviewerRecused') &&
        entry.data.stage === state.stage &&
        entry.data.round === state.round &&
        entry.data.seat === seat,
    )
    const since = assigned?.at ?? state.openedAt
    const isInstead = holder !== null && assigned !== undefined
    const before = isInstead ? seatHeldBefore(entries, assigned.sequence, { stage: state.stage, seat }) : null
    return {
      ...holding(seatName(programme, state.stage, seat), holder, since),
      insteadOf: before?.name ?? null,
    }
  })
}

function signatories(state: StateOf<'signing'>, { programme, entries }: KnownCase): Awaiting[] {
  const lastSigned = state.signatories.flatMap(({ signed }) => (signed === null ? [] : [signed.at]))
  const turnSince = [state.contract.drawnUpAt, ...lastSigned].sort().at(-1) ?? state.contract.drawnUpAt
  return state.signatories
    .filter((signatory) => signatory.signed === null && turnFault(state, signatory, { programme }) === null)
    .map(({ id, person, passedOver }) => {
      const replaced = entries.findLast((entry) => entry.type === 'SignatoryReplaced' && entry.data.id === id)
      const since = replaced !== undefined && replaced.at > turnSince ? replaced.at : turnSince
      return {
        ...holding(signatoryName(programme, id), person, since),
        insteadOf: passedOver.at(-1)?.name ?? null,
      }
    })
}

function applicant({ applicant: person }: ProposalState, since: string): Awaiting {
  const place = { fa: 'متقاضی', en: 'Applicant' }
  const insteadOf = null
  if (person === null) return { place, name: null, email: null, insteadOf, since }
  return { place, name: asWritten(person.name), email: person.email, insteadOf, since }
}

function holding(
  place: Text,
  person: Pick<ProgrammePerson, 'name' | 'email'> | null,
  since: string,
): Awaiting {
  return { place, name: person?.name ?? null, email: person?.email ?? null, insteadOf: null, since }
}

function lastAt({ entries, updated }: KnownCase, is: (type: Entry['type']) => boolean): string {
  return entries.findLast(({ type }) => is(type))?.at ?? updated
}
