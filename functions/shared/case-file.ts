import type { FileHref } from '#functions/shared/pages/proposal-view.ts'
import { roundCause } from '#functions/shared/pages/round-cause.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import {
  type CaseFile,
  caseFile,
  type Filed,
  type FiledRound,
  type Reader,
} from '#workflows/proposal/case-file.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** A round with why it ended so in words, also where time alone ended it; null where it is open, or that is not known. */
export interface ToldRound extends FiledRound {
  readonly cause: Text | null
}

export interface ToldFile extends Omit<CaseFile, 'rounds'> {
  readonly rounds: readonly ToldRound[]
}

type Revisions = Pick<CaseStore, 'revision'>

interface Case {
  readonly state: Pick<ProposalState, 'reference' | 'revision' | 'closedStages'>
  readonly entries: readonly Entry[]
  readonly programme: Programme
}

/** Every revision of a proposal, in order; one that is lost is left out. */
export async function revisionsOf(
  { reference, revision }: Pick<ProposalState, 'reference' | 'revision'>,
  cases: Revisions,
): Promise<Revision[]> {
  const numbers = Array.from({ length: revision }, (_, index) => index + 1)
  const found = await Promise.all(numbers.map((number) => cases.revision(reference, number)))
  return found.flatMap((one) => one ?? [])
}

/** The case file as one reader may see it. */
export function toldFile(filed: Filed, reader: Reader): ToldFile | null {
  const file = caseFile(filed, reader)
  if (file === null) return null
  const rounds = file.rounds.map((round) => ({ ...round, cause: roundCause(round, filed)?.words ?? null }))
  return { ...file, rounds }
}

/** The same with what is needed from the store. */
export async function readCaseFile(
  { state, entries, programme }: Case,
  reader: Reader,
  cases: Revisions,
): Promise<ToldFile | null> {
  return toldFile({ state, entries, programme, revisions: await revisionsOf(state, cases) }, reader)
}

/** The same facts as on the page, for programs. */
export function caseFileJson(file: ToldFile | null, fileHref?: FileHref): object | null {
  if (file === null) return null
  return {
    ...file,
    rounds: file.rounds.map((round) => ({
      ...round,
      files: round.files.map((each) => ({ ...each, url: fileHref?.(each.fileId) ?? null })),
    })),
  }
}
