import type { Entry, EntryOf, EntryType } from './entries.ts'
import {
  applicantSchema,
  type Closing,
  type Deadline,
  isSamePlace,
  type Owed,
  type Place,
  type ProposalState,
  type StateOf,
  type Status,
} from './state.ts'

/** What each type of entry makes of the state. A type that is missing from `evolve` does not compile. */
export type Evolvers<T extends EntryType = EntryType> = {
  readonly [K in T]: (state: ProposalState, entry: EntryOf<K>) => ProposalState
}

/** The applicant that stands beside an entry; null once erased. */
export function applicantOf(entry: Entry): ProposalState['applicant'] {
  return entry.personal === undefined ? null : applicantSchema.parse(entry.personal.value)
}

/** An entry that no rule admits where it stands. */
export function corrupted(entry: { sequence: number; type: EntryType }, status: Status | 'none'): Error {
  return new Error(`Entry ${entry.sequence} (${entry.type}) does not follow the status ${status}`)
}

type CaseFacts = Omit<StateOf<'unconfirmed'>, 'status' | 'deadline'>

/** What is known of every case, without what only its present status knows. */
export function factsOf(state: ProposalState): CaseFacts {
  return {
    reference: state.reference,
    programme: state.programme,
    language: state.language,
    title: state.title,
    sector: state.sector,
    contractType: state.contractType,
    expectedRevenue: state.expectedRevenue,
    applicant: state.applicant,
    formerMarks: state.formerMarks,
    submittedAt: state.submittedAt,
    revision: state.revision,
    documentsDigest: state.documentsDigest,
    closedStages: state.closedStages,
    timeUsed: state.timeUsed,
    contractVersion: state.contractVersion,
    legalRoute: state.legalRoute,
    unreachable: state.unreachable,
    withheld: state.withheld,
    recused: state.recused,
    linksSince: state.linksSince,
  }
}

export function expectStatus<S extends Status>(
  state: ProposalState,
  status: S,
  entry: { sequence: number; type: EntryType },
): StateOf<S> {
  if (state.status !== status) throw corrupted(entry, state.status)
  return state as StateOf<S>
}

/** From now on the machine has to do something, and nobody else. */
export function owedFrom({ at }: { readonly at: string }): Pick<Owed, 'owedSince' | 'late'> {
  return { owedSince: at, late: false }
}

export function withDeadline(
  state: ProposalState,
  entry: { sequence: number; type: EntryType },
  change: (deadline: Deadline) => Deadline,
): ProposalState {
  if (!('deadline' in state)) throw corrupted(entry, state.status)
  return { ...state, deadline: change(state.deadline) }
}

/** A case in which what was proposed for a place is settled. */
export function withoutProposal<S extends StateOf<'in-review' | 'signing'>>(state: S, place: Place): S {
  return { ...state, proposals: state.proposals.filter(({ target }) => !isSamePlace(target, place)) }
}

export function closed(
  state: ProposalState,
  entry: { at: string },
  closing: Closing,
  voucher: string | null = null,
): StateOf<'closed'> {
  const lastStage =
    state.status === 'in-review' && closing === 'lapsed'
      ? [
          {
            stage: state.stage,
            round: state.round,
            outcome: 'lapsed' as const,
            at: entry.at,
            seats: state.seats,
          },
        ]
      : []
  return {
    ...factsOf(state),
    closedStages: [...state.closedStages, ...lastStage],
    status: 'closed',
    closing,
    closedAt: entry.at,
    because: null,
    contract: 'contract' in state ? state.contract : null,
    signatories: 'signatories' in state ? state.signatories : [],
    sealDigest: 'sealDigest' in state ? state.sealDigest : null,
    voucher,
    schedule: [],
    payments: [],
    endsOn: null,
    guarantees: [],
    listed: false,
    told: { instalments: [], guarantees: [] },
    hold: null,
  }
}
