import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { type Revision, revisionSchema } from '#workflows/proposal/revision.ts'
import { caseFolder } from './case-documents.ts'
import { linesPath } from './export-all.ts'
import { caseListSchema, type ExportedList } from './export-case.ts'
import { type ExportedFile, exportedFileSchema } from './export-files.ts'

/** A case as an export has it. */
export interface ExportedCase {
  readonly list: ExportedList
  /** As it stands there: what later releases fold besides is not in it. */
  readonly head: { readonly state: unknown; readonly tip: unknown }
  readonly entries: readonly Entry[]
  readonly revisions: readonly Revision[]
}

const headSchema = z.object({ state: z.unknown(), tip: z.unknown() })

/** Every file that the manifest names. */
export async function* filesIn(folder: string): AsyncGenerator<ExportedFile> {
  for await (const line of linesOf(join(folder, linesPath))) yield exportedFileSchema.parse(JSON.parse(line))
}

/** Whether a file is the list of a case's files, which stands for the case. */
export function isCaseList({ path }: Pick<ExportedFile, 'path'>): boolean {
  return /^cases\/[^/]+\/files\.json$/.test(path)
}

export async function readExportedCase(folder: string, listPath: string): Promise<ExportedCase> {
  const list = caseListSchema.parse(await readJson(folder, listPath))
  const below = (name: string): string => `${caseFolder(list.reference)}/${name}`
  return {
    list,
    head: headSchema.parse(await readJson(folder, below('case.json'))),
    entries: (await readLines(folder, below('entries.jsonl'))).map(parseEntry),
    revisions: (await readLines(folder, below('revisions.jsonl'))).map((line) => revisionSchema.parse(line)),
  }
}

export async function readLines(folder: string, path: string): Promise<unknown[]> {
  const values: unknown[] = []
  for await (const line of linesOf(join(folder, path))) values.push(JSON.parse(line))
  return values
}

async function readJson(folder: string, path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, path), 'utf8'))
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) if (line !== '') yield line
}
