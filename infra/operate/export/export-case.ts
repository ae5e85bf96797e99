import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { acceptedIn } from '#functions/shared/accepted-terms.ts'
import type { CaseStore, OpenCase } from '#functions/shared/ports/case-store.ts'
import type { Effects } from '#functions/shared/ports/effects.ts'
import { type Files, NoSuchFile } from '#functions/shared/ports/files.ts'
import { readIfThere } from '#infra/machine/read-if-there.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { caseFolder, documentsOf, termsPath } from './case-documents.ts'
import {
  type ExportedFile,
  exportedFileSchema,
  writeExported,
  writeJson,
  writeLines,
} from './export-files.ts'

export interface CaseSources {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  readonly effects: Pick<Effects, 'list'>
  readonly files: Pick<Files, 'chunks'>
}

/** The last file of a case to be written: what it was exported as, and every file that belongs to it. */
export const caseListSchema = z.object({
  reference: z.string(),
  tip: z.object({ sequence: z.int().positive(), digest: digestSchema }),
  files: z.array(exportedFileSchema),
  /** Files that the ledger names and that are gone, as they are once a case is erased. */
  missing: z.array(z.string()),
})
export type ExportedList = z.infer<typeof caseListSchema>

export const caseListPath = (reference: string): string => `${caseFolder(reference)}/files.json`

/**
 * Writes a case as its head has it: entries that were recorded while it was read belong to a newer head, and are in the next
 * export. Answers whether anything had to be written; a case that did not move since it was exported is left as it is. One whose
 * applicant was erased never is: the ledger says so before it is done, and an erasure that died is finished without a further entry.
 */
export async function exportCase(reference: string, folder: string, sources: CaseSources): Promise<boolean> {
  const open = await sources.cases.find(reference)
  if (open === undefined) return false
  const earlier = await listOf(reference, folder)
  const entries = (await sources.cases.entries(reference)).filter(
    ({ sequence }) => sequence <= open.tip.sequence,
  )
  const isWhole = earlier?.tip.digest === open.tip.digest && hasTerms(earlier, entries)
  if (isWhole && open.state.applicant !== null) return false
  // Whole: what was erased since, or what a run that died left, would stay otherwise.
  await rm(join(folder, caseFolder(reference)), { recursive: true, force: true })
  const revisions = await revisionsOf(open.state, sources.cases)
  const { files: kept, missing } = await documents(open.state, { entries, revisions, folder, ...sources })
  const below = (name: string): string => `${caseFolder(reference)}/${name}`
  const files = [
    await writeJson(folder, below('case.json'), open),
    await writeLines(folder, below('entries.jsonl'), entries),
    await writeLines(folder, below('revisions.jsonl'), revisions),
    await writeLines(folder, below('effects.jsonl'), await sources.effects.list(reference)),
    ...kept,
  ]
  await writeJson(folder, caseListPath(reference), listFor(open, files, missing))
  return true
}

/** An earlier release left the texts of accepted terms out. */
function hasTerms({ reference, files, missing }: ExportedList, entries: readonly Entry[]): boolean {
  const there = new Set([...files.map(({ path }) => path), ...missing])
  return acceptedIn(entries).every((digest) => there.has(termsPath(reference, digest)))
}

function listFor(
  { state, tip }: OpenCase,
  files: readonly ExportedFile[],
  missing: readonly string[],
): ExportedList {
  return caseListSchema.parse({ reference: state.reference, tip, files, missing })
}

/** What an earlier run wrote of a case; undefined when it did not get to its end. */
export async function listOf(reference: string, folder: string): Promise<ExportedList | undefined> {
  const text = await readIfThere(join(folder, caseListPath(reference)))
  return text === undefined ? undefined : caseListSchema.parse(JSON.parse(text))
}

async function revisionsOf(
  { reference, revision: last }: ProposalState,
  cases: Pick<CaseStore, 'revision'>,
): Promise<Revision[]> {
  const found: Revision[] = []
  for (let number = 1; number <= last; number += 1) {
    const revision = await cases.revision(reference, number)
    if (revision !== undefined) found.push(revision)
  }
  return found
}

/** Every document that the ledger names, each as it comes. */
async function documents(
  { reference }: ProposalState,
  {
    entries,
    revisions,
    folder,
    files,
  }: {
    readonly entries: readonly Entry[]
    readonly revisions: readonly Revision[]
    readonly folder: string
    readonly files: Pick<Files, 'chunks'>
  },
): Promise<{ files: ExportedFile[]; missing: string[] }> {
  const written: ExportedFile[] = []
  const missing: string[] = []
  for (const { key, path } of documentsOf(reference, { entries, revisions })) {
    try {
      written.push(await writeExported(folder, path, files.chunks(key)))
    } catch (error) {
      if (!isNotThere(error)) throw error
      missing.push(path)
    }
  }
  return { files: written, missing }
}

export function isNotThere(error: unknown): boolean {
  return error instanceof NoSuchFile
}
