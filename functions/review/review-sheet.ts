import { readCaseFile, type ToldFile } from '#functions/shared/case-file.ts'
import { type RoundAnswer, roundAnswers } from '#functions/shared/pages/round-answers.ts'
import type { Draft } from '#functions/shared/ports/drafts.ts'
import { filesIn, type Withheld, withheldOf } from '#functions/shared/ports/withheld-files.ts'
import { type DecisionKind, traitsOf } from '#workflows/decision.ts'
import type { EntryOf } from '#workflows/proposal/entries.ts'
import {
  type FieldChange,
  isForReviewers,
  revisionChanges,
  valuesOf,
} from '#workflows/proposal/revision-changes.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { isAwaited } from '#workflows/proposal/seat.ts'
import { offeredDecisions } from '#workflows/proposal/stage-closing.ts'
import { samePerson } from '#workflows/proposal/state.ts'
import { lastDecision } from './own-word.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import type { OpenVisit } from './seat-visit.ts'

/** All that a reviewer reads once no conflict of interest is declared. */
export interface ReviewSheet {
  readonly visit: OpenVisit
  readonly revision: Revision
  /** What was found so far, as far as this seat may see it. */
  readonly file: ToldFile | null
  readonly withheld: Withheld
  /** Since the round before; null in the first round. */
  readonly sinceLastRound: {
    readonly changes: readonly FieldChange[]
    readonly asked: readonly RoundAnswer[]
  } | null
  readonly offered: readonly DecisionKind[]
  /** What this person wrote and has not sent; it is newer than what they decided. */
  readonly draft: Draft | null
  /** Seats whose answer is awaited, this one included while it has not answered. */
  readonly awaited: number
  /** Whether this answer is the only one that is awaited. */
  readonly isLast: boolean
  /** What this seat has decided in this round, as it counts now. */
  readonly decided: EntryOf<'ReviewDecided'> | null
}

/** Gathers what a declared reviewer reads. Throws when the case has lost its revision. */
export async function reviewSheet(visit: OpenVisit, dependencies: ReviewDependencies): Promise<ReviewSheet> {
  const { state, seat, claim, entries, programme } = visit
  const { reference, stage } = claim
  const [revision, file, draft] = await Promise.all([
    currentRevision(visit, dependencies),
    fileOfSeat(visit, dependencies),
    dependencies.drafts.find({ reference, stage, seat: claim.seat }),
  ])
  return {
    visit,
    revision,
    file,
    withheld: await withheldOf(reference, filesIn(revision, file), dependencies.files),
    sinceLastRound: await sinceLastRound(visit, revision, dependencies),
    offered: offeredDecisions(state, { programme }),
    awaited: state.seats.filter(isAwaited).length,
    isLast: state.seats.every((other) => other.seat === seat.seat || !isAwaited(other)),
    draft: draft !== undefined && samePerson(draft.email, claim.email) ? draft : null,
    decided: seat.decision === null ? null : (lastDecision(entries, claim) ?? null),
  }
}

export async function currentRevision(
  { state }: Pick<OpenVisit, 'state'>,
  { cases }: Pick<ReviewDependencies, 'cases'>,
): Promise<Revision> {
  const revision = await cases.revision(state.reference, state.revision)
  if (revision === undefined) throw new Error(`Case ${state.reference} has lost revision ${state.revision}`)
  return revision
}

/** The case file as this seat sees it. */
export async function fileOfSeat(
  visit: OpenVisit,
  { cases }: Pick<ReviewDependencies, 'cases'>,
): Promise<ToldFile | null> {
  const { stage, seat } = visit.claim
  return readCaseFile(visit, { place: 'seat', stage, seat }, cases)
}

async function sinceLastRound(
  { state, entries, programme }: OpenVisit,
  revision: Revision,
  { cases }: ReviewDependencies,
): Promise<ReviewSheet['sinceLastRound']> {
  if (state.round === 1) return null
  const [before, round] = [
    await cases.revision(state.reference, state.revision - 1),
    state.closedStages.findLast(({ stage }) => stage === state.stage),
  ]
  return {
    changes: before === undefined ? [] : revisionChanges(before, revision, isForReviewers),
    asked:
      round === undefined
        ? []
        : roundAnswers(round, { entries, programme }).filter(
            ({ decision }) => traitsOf[decision].asksForChanges,
          ),
  }
}

/** The form's answers that a reviewer reads, by field id. */
export function readableValues(revision: Revision): Readonly<Record<string, unknown>> {
  const { files: _files, ...values } = valuesOf(revision)
  return Object.fromEntries(Object.entries(values).filter(([id]) => isForReviewers(id as never)))
}
