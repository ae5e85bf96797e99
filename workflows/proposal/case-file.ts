import { traitsOf } from '#workflows/decision.ts'
import type { FieldId } from '#workflows/form/fields.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import type { Text } from '#workflows/language.ts'
import { type LinkPlace, startupSignatory } from '#workflows/links/place.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import type { Because } from './because.ts'
import type { Entry } from './entries.ts'
import { type Paper, papersOf } from './papers.ts'
import { isForReviewers, revisionChanges } from './revision-changes.ts'
import type { Revision } from './revision.ts'
import { type Named, opinionsIn, type Round, roundsOf } from './rounds.ts'
import { becauseOf } from './stage-closing.ts'
import type { ProposalState } from './state.ts'

/** Whoever reads: somebody at a link, or the case office at its board. */
export type Reader = LinkPlace | { readonly place: 'office' }

/** How a round's scores lie. */
interface Spread {
  readonly mean: number
  readonly lowest: number
  readonly highest: number
}

export interface FiledRound extends Omit<Round, 'closing'> {
  readonly name: Text
  /** Why it ended as it did; null while it is open, where no decision ended it, or where it is not known. */
  readonly because: Because | null
  readonly files: readonly Omit<FileRecord, 'sha256'>[]
  /** Of the weighted totals, 0 to 100; null where nobody scored. */
  readonly totals: Spread | null
  readonly criteria: readonly (Spread & { readonly id: string; readonly name: Text })[]
  /** The questions whose answers the applicant changed in reply; null where no revision was sent, or it is not at hand. */
  readonly changed: readonly FieldId[] | null
}

/** A condition on which one seat approved. */
export interface ApprovalCondition {
  readonly stage: string
  readonly round: number
  readonly seat: string
  readonly by: Named | null
  readonly text: string
}

/** What was found so far. */
export interface CaseFile {
  /** Those of approvals that count, or may still. */
  readonly conditions: readonly ApprovalCondition[]
  readonly rounds: readonly FiledRound[]
  /** What became of the contract; nothing while the case is in review. */
  readonly papers: readonly Paper[]
}

export interface Filed {
  readonly state: Pick<ProposalState, 'closedStages'>
  readonly entries: readonly Entry[]
  /** Those at hand, in any order. */
  readonly revisions: readonly Revision[]
  readonly programme: Programme
}

/**
 * The case file as one reader may see it: null for whoever has none. Every page and every program gets it from here, so that
 * nobody learns at one place what another keeps.
 */
export function caseFile(filed: Filed, reader: Reader): CaseFile | null {
  const { entries, programme } = filed
  const sees = sight(reader, programme)
  if (sees === null) return null
  const rounds = roundsOf(entries, programme).flatMap((round) => seenOf(round, sees))
  return {
    conditions: conditionsIn(rounds),
    rounds: rounds.map((round) => filedRound(round, filed)),
    papers: sees.own === null ? papersOf(entries, programme) : [],
  }
}

/** The conditions of every approval that counts: of each stage that approved or is still open, in its last round. */
function conditionsIn(rounds: readonly Round[]): readonly ApprovalCondition[] {
  return rounds
    .filter(({ outcome, closedAt }) => outcome === 'approved' || closedAt === null)
    .flatMap(({ stage, round, ...rest }) =>
      opinionsIn(rest)
        .filter(({ opinion }) => traitsOf[opinion.decision].isInFavour)
        .flatMap(({ seat, holder, opinion }) =>
          opinion.conditions.map((text) => ({ stage, round, seat, by: holder, text })),
        ),
    )
}

/** The same for whoever settles the terms, who sees all of it. */
export function conditionsOf(entries: readonly Entry[], programme: Programme): readonly ApprovalCondition[] {
  return conditionsIn(roundsOf(entries, programme))
}

interface Sight {
  readonly stages: ReadonlySet<string>
  /** The reader's own seat, whose round opens with its opinion. */
  readonly own: { readonly stage: string; readonly seat: string } | null
}

const ids = (stages: readonly Pick<Stage, 'id'>[]): string[] => stages.map(({ id }) => id)

/** What the programme lets a reader see; null for the applicant's side, who has a view of its own, and for finance unless it is given a stage. */
export function sight(reader: Reader, { stages, signing, finance }: Programme): Sight | null {
  switch (reader.place) {
    case 'office':
      return { stages: new Set(ids(stages)), own: null }
    case 'signatory': {
      if (reader.id === startupSignatory) return null
      const place = signing.signatories.find(({ id }) => id === reader.id)
      return { stages: new Set(place?.sees ?? signing.sees ?? ids(stages)), own: null }
    }
    case 'seat': {
      const index = stages.findIndex(({ id }) => id === reader.stage)
      const stage = stages[index]
      const seat = stage?.seats.find(({ id }) => id === reader.seat)
      const earlier = ids(stages.slice(0, Math.max(index, 0)))
      const sees = seat?.sees ?? stage?.sees ?? earlier
      return { stages: new Set(sees.filter((id) => earlier.includes(id))), own: reader }
    }
    case 'finance':
      return finance.sees === undefined || finance.sees.length === 0
        ? null
        : { stages: new Set(finance.sees), own: null }
    case 'applicant':
      return null
  }
}

/** A round as far as it is seen. Of the own one nothing is told before the own opinion that could lead it. */
function seenOf(round: Round, { stages, own }: Sight): readonly Round[] {
  if (own?.stage !== round.stage) return stages.has(round.stage) ? [round] : []
  const isOwn = ({ seat }: { seat: string }): boolean => seat === own.seat
  if (round.closedAt !== null || opinionsIn(round).some(isOwn)) return [round]
  const told = {
    ...round,
    seats: [],
    recusals: round.recusals.filter(isOwn),
    changes: round.changes.filter(isOwn),
    proposals: round.proposals.filter(isOwn),
  }
  return told.recusals.length + told.changes.length + told.proposals.length + told.extensions.length > 0
    ? [told]
    : []
}

function filedRound({ closing, ...round }: Round, { state, revisions, programme }: Filed): FiledRound {
  const revisionOf = (number: number | undefined) => revisions.find(({ revision }) => revision === number)
  const reviewed = revisionOf(round.revision)
  const answer = revisionOf(round.answer?.revision)
  const opinions = opinionsIn(round).map(({ opinion }) => opinion)
  return {
    ...round,
    name: programme.stages.find(({ id }) => id === round.stage)?.name ?? { fa: round.stage, en: round.stage },
    because: closing === null ? null : becauseOf(closing, state.closedStages, programme),
    files: reviewed?.files.map(({ sha256: _digest, ...file }) => file) ?? [],
    totals: spreadOf(opinions.flatMap(({ total }) => total ?? [])),
    criteria: programme.rubric.criteria.flatMap(({ id, name }) => {
      const spread = spreadOf(opinions.flatMap(({ scores }) => scores[id] ?? []))
      return spread === null ? [] : [{ id, name, ...spread }]
    }),
    changed:
      reviewed === undefined || answer === undefined
        ? null
        : revisionChanges(reviewed, answer, isForReviewers).map(({ field }) => field),
  }
}

function spreadOf(numbers: readonly number[]): Spread | null {
  if (numbers.length === 0) return null
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  return { mean: Math.round(mean * 100) / 100, lowest: Math.min(...numbers), highest: Math.max(...numbers) }
}
