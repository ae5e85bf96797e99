import { asToldFirst, type DecisionKind } from '#workflows/decision.ts'
import type { Text } from '#workflows/language.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import type { ClosedStage } from '#workflows/proposal/state.ts'

/** What one seat answered in a round that has closed. The person is known by the role alone. */
export interface RoundAnswer {
  readonly role: Text
  readonly decision: DecisionKind
  readonly reasonCode: string | null
  readonly reason: string
}

/** The answers that counted in a closed round, those that ask for changes first. */
export function roundAnswers({ seats }: ClosedStage, entries: readonly Entry[]): RoundAnswer[] {
  const answers = seats.flatMap(({ holder, decision }) => {
    const entry = entries.find(
      (candidate): candidate is EntryOf<'ReviewDecided'> & Entry =>
        candidate.type === 'ReviewDecided' && candidate.sequence === decision?.sequence,
    )
    if (entry === undefined || holder === null) return []
    const { decision: kind, reasonCode, reason } = entry.data
    return [{ role: holder.role, decision: kind, reasonCode, reason }]
  })
  return answers.sort(asToldFirst)
}
