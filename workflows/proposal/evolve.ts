import { placeKey, startupSignatory } from '#workflows/links/place.ts'
import { isReachable } from './eligibility.ts'
import type { Entry, EntryOf, EntryType } from './entries.ts'
import { contractEvolvers } from './evolve-contract.ts'
import {
  applicantOf,
  closed,
  corrupted,
  type Evolvers,
  expectStatus,
  factsOf,
  owedFrom,
  withDeadline,
} from './evolve-parts.ts'
import { reviewEvolvers } from './evolve-review.ts'
import { termsEvolvers } from './evolve-terms.ts'
import { type ProposalState, type StateOf, samePerson } from './state.ts'

const caseEvolvers = {
  AddressConfirmed: (state, entry) => ({
    ...factsOf(state),
    status: 'between-stages',
    stage: entry.data.firstStage,
    round: 1,
    ...owedFrom(entry),
  }),
  ProposalWithdrawn: (state, entry) => ({
    ...closed(state, entry, 'withdrawn'),
    because: entry.data.because ?? null,
  }),
  CaseClosed: (state, entry) => closed(state, entry, 'closed-by-office'),
  PersonalDataErased: (state, entry) => withoutApplicant(expectStatus(state, 'closed', entry)),
  ErasureHeld: (state, entry) => ({ ...expectStatus(state, 'closed', entry), hold: { since: entry.at } }),
  ErasureReleased: (state, entry) => ({ ...expectStatus(state, 'closed', entry), hold: null }),
  PersonUnreachable: (state, entry) => {
    const email = entry.data.email ?? state.applicant?.email
    const isNew = email !== undefined && isReachable(email, state)
    return isNew ? { ...state, unreachable: [...state.unreachable, email] } : state
  },
  PersonReachable: (state, entry) => {
    const email = entry.data.email ?? state.applicant?.email
    return email === undefined
      ? state
      : { ...state, unreachable: state.unreachable.filter((lost) => !samePerson(lost, email)) }
  },
  FileWithheld: (state, entry) => ({ ...state, withheld: [...state.withheld, entry.data.fileId] }),
  LinkReissued: (state, entry) =>
    entry.data.earlier === 'go-on'
      ? state
      : { ...state, linksSince: { ...state.linksSince, [placeKey(entry.data.target)]: entry.at } },
  Reminded: (state, entry) =>
    withDeadline(state, entry, (deadline) => ({
      ...deadline,
      reminders: deadline.reminders.filter((at) => at > entry.at),
      reminded: deadline.reminded + 1,
    })),
  Escalated: (state, entry) => withDeadline(state, entry, (deadline) => ({ ...deadline, escalateAt: null })),
  StillHeld: (state, entry) => {
    const { number: told, next } = entry.data
    return withDeadline(state, entry, (deadline) => ({ ...deadline, held: { told, next } }))
  },
  StepLate: (state, entry) => ({ ...expectStatus(state, entry.data.status, entry), late: true }),
  DeadlinePassed: (state, entry) => {
    const { consequence, deadline: next } = entry.data
    if (consequence === 'lapse') return closed(state, entry, 'lapsed')
    return withDeadline(state, entry, (deadline) => next ?? { ...deadline, passed: true })
  },
  DeadlineExtended: (state, entry) => withDeadline(state, entry, () => entry.data.deadline),
} satisfies Partial<Evolvers>

const evolvers: Evolvers<Exclude<EntryType, 'ProposalSubmitted'>> = {
  ...caseEvolvers,
  ...reviewEvolvers,
  ...contractEvolvers,
  ...termsEvolvers,
}

/**
 * The state after an entry. It decides nothing: every entry was admitted by `decide`, so one that does not fit its state is
 * a corrupted ledger and throws.
 */
export function evolve(state: ProposalState | null, entry: Entry): ProposalState {
  if (entry.type === 'ProposalSubmitted') return submitted(state, entry)
  if (state === null) throw corrupted(entry, 'none')
  const evolver = evolvers[entry.type] as (state: ProposalState, entry: Entry) => ProposalState
  return evolver(state, entry)
}

/** The state after all entries; null for none. The head in the store is a snapshot of exactly this. */
export function replay(entries: readonly Entry[]): ProposalState | null {
  return entries.reduce<ProposalState | null>(evolve, null)
}

function submitted(state: ProposalState | null, entry: EntryOf<'ProposalSubmitted'>): ProposalState {
  if (state !== null) throw corrupted(entry, state.status)
  const { confirm, acceptedTerms: _, ...document } = entry.data
  return {
    ...document,
    status: 'unconfirmed',
    applicant: applicantOf(entry),
    formerMarks: [],
    submittedAt: entry.at,
    closedStages: [],
    timeUsed: {},
    contractVersion: 0,
    legalRoute: null,
    unreachable: [],
    withheld: [],
    recused: [],
    linksSince: {},
    deadline: confirm,
  }
}

/** The same as a replay of a ledger from whose entries the applicant was erased. */
function withoutApplicant(state: StateOf<'closed'>): StateOf<'closed'> {
  const { applicant } = state
  if (applicant === null) return state
  const isApplicant = (email: string) => samePerson(email, applicant.email)
  return {
    ...state,
    applicant: null,
    formerMarks: [],
    unreachable: state.unreachable.filter((email) => !isApplicant(email)),
    signatories: state.signatories.map((signatory) =>
      signatory.id === startupSignatory && signatory.person !== null && isApplicant(signatory.person.email)
        ? { ...signatory, person: null }
        : signatory,
    ),
  }
}
