import type { FileHref } from '#functions/shared/pages/proposal-view.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type CaseFile, caseFile, type Reader } from '#workflows/proposal/case-file.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

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

/** The case file as one reader may see it, with what is needed from the store. */
export async function readCaseFile(
  { state, entries, programme }: Case,
  reader: Reader,
  cases: Revisions,
): Promise<CaseFile | null> {
  return caseFile({ state, entries, programme, revisions: await revisionsOf(state, cases) }, reader)
}

/** The same facts as on the page, for programs. */
export function caseFileJson(file: CaseFile | null, fileHref?: FileHref): object | null {
  if (file === null) return null
  return {
    ...file,
    rounds: file.rounds.map((round) => ({
      ...round,
      files: round.files.map((each) => ({ ...each, url: fileHref?.(each.fileId) ?? null })),
    })),
  }
}
