import type { Text } from '#workflows/language.ts'
import { DAY } from '#workflows/programme/duration.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** One step of the way from proposal to finance, and what is in it now. */
export interface PipelineStep {
  readonly name: Text
  readonly cases: number
  /** Whole days in this step, of the case in the middle and of the oldest; null where there is none. */
  readonly medianAge: number | null
  readonly longestAge: number | null
  /** What the city expects of these cases over three years, in rials. */
  readonly expectedRevenue: number
}

/** Every step in order, also those in which nothing is. */
export function pipelineOf(
  states: readonly ProposalState[],
  { programme, now }: { programme: Programme; now: Date },
): readonly PipelineStep[] {
  const steps: readonly (readonly [string, Text])[] = [
    ['unconfirmed', { fa: 'تأیید نشانی', en: 'Address to be confirmed' }],
    ...programme.stages.map(({ id, name }) => [`stage ${id}`, name] as const),
    ['contract', { fa: 'قرارداد و امضا', en: 'Contract and signatures' }],
    ['with-finance', { fa: 'امور مالی', en: 'Finance' }],
  ]
  return steps.map(([key, name]) => {
    const inStep = states.filter((state) => stepOf(state) === key)
    const ages = inStep
      .map((state) => Math.max(0, Math.floor((now.getTime() - new Date(enteredAt(state)).getTime()) / DAY)))
      .sort((a, b) => a - b)
    return {
      name,
      cases: inStep.length,
      medianAge: ages[Math.floor((ages.length - 1) / 2)] ?? null,
      longestAge: ages.at(-1) ?? null,
      expectedRevenue: inStep.reduce((sum, { expectedRevenue }) => sum + expectedRevenue, 0),
    }
  })
}

function stepOf(state: ProposalState): string {
  switch (state.status) {
    case 'between-stages':
    case 'in-review':
    case 'awaiting-revision':
      return `stage ${state.stage}`
    case 'drawing-up':
    case 'signing':
    case 'awaiting-correction':
    case 'sealing':
    case 'sealed':
      return 'contract'
    case 'unconfirmed':
    case 'with-finance':
    case 'closed':
      return state.status
  }
}

/** When a case came into its step, as far as its head tells: by the stage before it, or by the last signature. */
function enteredAt(state: ProposalState): string {
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
