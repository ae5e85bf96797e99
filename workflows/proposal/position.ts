import type { ProposalState } from './state.ts'

/** The steps that the state machine knows; `Go on` in proposal.asl.json chooses among exactly these. */
export const steps = [
  'review',
  'revision',
  'terms',
  'contract',
  'signatures',
  'seal',
  'finance',
  'close',
] as const
export type Step = (typeof steps)[number]

export interface Position {
  readonly step: Step
  /** Changes whenever a wait of this step is over, so that an old task token is never taken for a new one. */
  readonly key: string
}

/**
 * Where the workflow has to stand for this state. The ledger is the truth: a workflow that waits at another key is told to
 * go on to `step`. Null before the address is confirmed, when no workflow runs yet.
 */
export function positionOf(state: ProposalState): Position | null {
  switch (state.status) {
    case 'unconfirmed':
      return null
    case 'between-stages':
    case 'in-review':
      return { step: 'review', key: `review ${state.stage} ${state.round}` }
    case 'awaiting-revision':
      return { step: 'revision', key: `revision ${state.revision + 1}` }
    case 'settling-terms':
      return { step: 'terms', key: `terms ${state.contractVersion + 1}` }
    case 'drawing-up':
      return { step: 'contract', key: `contract ${state.contractVersion + 1}` }
    case 'signing':
      return { step: 'signatures', key: `signatures ${state.contract.version}` }
    case 'sealing':
      return { step: 'seal', key: `seal ${state.contract.version}` }
    case 'sealed':
    case 'with-finance':
      return { step: 'finance', key: `finance ${state.contract.version}` }
    case 'closed':
      return { step: 'close', key: 'close' }
  }
}
