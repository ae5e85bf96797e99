import type { ProposalState } from '#workflows/proposal/state.ts'

/**
 * The step of the way in which a case is counted: `unconfirmed`, `stage <id>`, `contract`, `with-finance` or `closed`. A stage
 * keeps a case while the applicant revises for it.
 */
export function stepOf(state: ProposalState): string {
  switch (state.status) {
    case 'between-stages':
    case 'in-review':
    case 'awaiting-revision':
      return stageStep(state.stage)
    case 'settling-terms':
    case 'drawing-up':
    case 'signing':
    case 'sealing':
    case 'sealed':
      return 'contract'
    case 'unconfirmed':
    case 'with-finance':
    case 'closed':
      return state.status
  }
}

export function stageStep(stage: string): string {
  return `stage ${stage}`
}

/**
 * When a case came into its step (ISO 8601), as far as its head tells: by the stage before it, or by the last signature. It
 * depends on the state alone and does not change while the case stays in the step, so that what was counted can be taken back.
 */
export function enteredStepAt(state: ProposalState): string {
  if (state.status === 'closed') return state.closedAt
  const { closedStages, submittedAt } = state
  if ('stage' in state) {
    return closedStages.findLast(({ stage }) => stage !== state.stage)?.at ?? submittedAt
  }
  const signed =
    state.status === 'with-finance'
      ? state.signatories.flatMap((signatory) => (signatory.signed === null ? [] : [signatory.signed.at]))
      : []
  return signed.sort().at(-1) ?? closedStages.at(-1)?.at ?? submittedAt
}

/** The place of a case in the lists: its status, with the stage where there is one, or how it was closed. */
export function placeOf(state: ProposalState): string {
  if (state.status === 'closed') return closedPlace(state.closing)
  return 'stage' in state ? placeInStage(state.status, state.stage) : state.status
}

export function placeInStage(status: string, stage: string): string {
  return `${status} ${stage}`
}

export function closedPlace(closing: string): string {
  return `closed ${closing}`
}
