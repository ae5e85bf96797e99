import { asToldFirst, type DecisionKind } from '#workflows/decision.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { opinionsOf } from '#workflows/proposal/rounds.ts'

/** What one seat answered in a round that has closed. The person is known by the role alone. */
export interface RoundAnswer {
  readonly role: Text
  readonly decision: DecisionKind
  readonly reasonCode: string | null
  readonly reason: string
}

/** The answers that counted in a round, those that ask for changes first. */
export function roundAnswers(
  at: { readonly stage: string; readonly round: number },
  { entries, programme }: { readonly entries: readonly Entry[]; readonly programme: Programme },
): RoundAnswer[] {
  return opinionsOf(entries, at, programme)
    .flatMap(({ holder, decision, reasonCode, reason }) =>
      holder === null ? [] : [{ role: holder.role, decision, reasonCode, reason }],
    )
    .toSorted(asToldFirst)
}
