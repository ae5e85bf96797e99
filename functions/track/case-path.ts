import type { ShownStep } from '#functions/shared/pages/parts.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry, EntryType } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { trackTexts } from './track-texts.ts'

/** One step of a case's way, with when it began and ended as far as it did. */
export interface PathStep {
  /** A stage's id, or one of `confirmation`, `contract`, `finance`. */
  readonly id: string
  readonly label: Text
  readonly state: ShownStep['state']
  readonly beganAt: string | null
  readonly endedAt: string | null
}

type NamedStep = Pick<PathStep, 'id' | 'label'>

/** The way of a case: what is done, where it stands, what is to come. A case that ended early shows no more than it went. */
export function casePath(
  state: ProposalState,
  entries: readonly Entry[],
  programme: Programme,
): readonly PathStep[] {
  const places = placesOf(programme)
  const isComplete = state.status === 'closed' && state.closing === 'completed'
  const standsAt = places.findIndex(({ id }) => id === placeOf(state, entries))
  const steps = places.map(({ id, label }, index): PathStep => ({
    id,
    label,
    state: isComplete || index < standsAt ? 'done' : index > standsAt ? 'coming' : 'current',
    ...datesOf(id, entries),
  }))
  if (state.status !== 'closed' || isComplete) return steps
  return steps
    .slice(0, standsAt + 1)
    .map((step, index) =>
      index === standsAt ? { ...step, state: 'stopped', endedAt: state.closedAt } : step,
    )
}

function placesOf(programme: Programme): NamedStep[] {
  const stages = programme.stages.map(({ id, name }) => ({ id, label: name }))
  return [place('confirmation'), ...stages, place('contract'), place('finance')]
}

function place(id: 'confirmation' | 'contract' | 'finance'): NamedStep {
  return { id, label: { fa: trackTexts.fa.places[id], en: trackTexts.en.places[id] } }
}

/** The step at which a case stands; for one that ended, the step at which it stood before. */
function placeOf(state: ProposalState, entries: readonly Entry[]): string {
  switch (state.status) {
    case 'unconfirmed':
      return 'confirmation'
    case 'between-stages':
    case 'in-review':
    case 'awaiting-revision':
      return state.stage
    case 'settling-terms':
    case 'drawing-up':
    case 'signing':
    case 'sealing':
    case 'sealed':
      return 'contract'
    case 'with-finance':
      return 'finance'
    case 'closed': {
      // Nothing follows the entry that closes a case.
      const before = entries.slice(0, -1)
      const last = replay(before)
      return last === null ? 'confirmation' : placeOf(last, before)
    }
  }
}

function datesOf(id: string, entries: readonly Entry[]): Pick<PathStep, 'beganAt' | 'endedAt'> {
  const first = (type: EntryType): string | null => entries.find((entry) => entry.type === type)?.at ?? null
  const last = (type: EntryType): string | null =>
    entries.findLast((entry) => entry.type === type)?.at ?? null
  switch (id) {
    case 'confirmation':
      return { beganAt: first('ProposalSubmitted'), endedAt: first('AddressConfirmed') }
    case 'contract':
      return { beganAt: first('ContractDrawnUp'), endedAt: last('ContractSealed') }
    case 'finance':
      return { beganAt: first('ContractDelivered'), endedAt: last('ReceiptAcknowledged') }
    default: {
      const opened = entries.find((entry) => entry.type === 'StageOpened' && entry.data.stage === id)
      const approved = entries.find(
        (entry) =>
          entry.type === 'StageClosed' && entry.data.stage === id && entry.data.outcome === 'approved',
      )
      return { beganAt: opened?.at ?? null, endedAt: approved?.at ?? null }
    }
  }
}
