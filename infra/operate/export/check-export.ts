import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { acceptedIn } from '#functions/shared/accepted-terms.ts'
import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import type { CommandOutcome } from '#infra/operate/commands.ts'
import { digestOf, digestSchema } from '#workflows/ledger/digest.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { revisionSchema } from '#workflows/proposal/revision.ts'
import { stateSchema } from '#workflows/proposal/state.ts'
import { linesPath, manifestPath, manifestSchema } from './export-all.ts'
import { attachmentPath, caseFolder, caseListSchema, type ExportedList, termsPath } from './export-case.ts'
import { exportedFileSchema, measureFile } from './export-files.ts'

const caseSchema = z.object({
  state: stateSchema,
  tip: z.object({ sequence: z.int(), digest: digestSchema }),
})

/** Checks an export without the installation: each file against the manifest, each case against its own ledger. */
export async function checkExport(folder: string): Promise<CommandOutcome> {
  const faults: string[] = []
  const said = manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestPath), 'utf8')))
  if ((await measureFile(folder, linesPath)).sha256 !== said.linesSha256)
    faults.push(`${linesPath}: it is not the one of ${manifestPath}`)
  const known = new Set([manifestPath, linesPath])
  const lists: string[] = []
  for await (const line of linesOf(join(folder, linesPath))) {
    const file = exportedFileSchema.parse(JSON.parse(line))
    known.add(file.path)
    if (/^cases\/[^/]+\/files\.json$/.test(file.path)) lists.push(file.path)
    const now = await measureFile(folder, file.path).catch(() => undefined)
    if (now === undefined) faults.push(`${file.path}: it is missing`)
    else if (now.sha256 !== file.sha256) faults.push(`${file.path}: it was changed`)
  }
  for await (const path of everyFile(folder)) {
    if (!known.has(path)) faults.push(`${path}: it does not belong to the export`)
  }
  for (const path of lists) faults.push(...(await faultsOfCase(folder, path)))
  if (lists.length !== said.cases) faults.push(`${said.cases} cases should be there, and ${lists.length} are`)
  return {
    ok: faults.length === 0,
    lines:
      faults.length === 0
        ? [`${lists.length} cases and ${said.files} files of ${said.at} are whole.`]
        : faults.sort(),
  }
}

async function faultsOfCase(folder: string, listPath: string): Promise<string[]> {
  try {
    const list = caseListSchema.parse(JSON.parse(await readFile(join(folder, listPath), 'utf8')))
    return await faultsIn(folder, list)
  } catch {
    return [`${listPath}: the case cannot be read`]
  }
}

async function faultsIn(folder: string, { reference, tip, files }: ExportedList): Promise<string[]> {
  const below = (name: string): string => join(folder, caseFolder(reference), name)
  const head = caseSchema.parse(JSON.parse(await readFile(below('case.json'), 'utf8')))
  const entries = (await jsonLines(below('entries.jsonl'))).map(parseEntry)
  const revisions = (await jsonLines(below('revisions.jsonl'))).map((line) => revisionSchema.parse(line))
  const faults = verify(entries, tip).map(({ sequence, code }) => `entry ${sequence}: ${code}`)
  if (!isDeepStrictEqual(head.tip, tip)) faults.push('its head stands elsewhere than its list of files')
  if (faults.length === 0 && !isDeepStrictEqual(throughJson(replay(entries)), throughJson(head.state)))
    faults.push('its head is not what its ledger says')
  const recorded = recordedIn(entries)
  for (const { open, personalDigest, files: attached, documentsDigest, revision } of revisions) {
    const digest = digestOf({ open, personalDigest, files: attached })
    if (digest !== documentsDigest || !recorded.has(digest))
      faults.push(`revision ${revision}: it was changed`)
    for (const { fileId, sha256 } of attached) recorded.add(sha256).add(`file-${fileId}`)
  }
  // What an erasure took is no fault.
  const kept =
    head.state.applicant === null ? [] : [...revisions.flatMap((one) => one.files), ...decisionsOf(entries)]
  const there = new Set(files.map(({ path }) => path))
  for (const { fileId, name } of kept) {
    const path = attachmentPath(reference, fileId)
    if (!there.has(path)) faults.push(`${path}: the attachment ${JSON.stringify(name)} is missing`)
  }
  for (const digest of acceptedIn(entries)) {
    recorded.add(digest)
    const path = termsPath(reference, digest)
    if (!there.has(path)) faults.push(`${path}: the accepted terms are missing`)
  }
  for (const { path, sha256 } of files) {
    const isPaper = /\/(?:attachments\/|terms\/|contracts\/(?!terms-))/.test(path)
    if (isPaper && !recorded.has(`sha256:${sha256}`) && !recorded.has(sha256))
      faults.push(`${path}: it is not what the ledger recorded`)
  }
  return faults.map((fault) => `${reference}: ${fault}`)
}

/** Every digest of a document that a ledger holds. */
function recordedIn(entries: readonly Entry[]): Set<string> {
  return new Set(
    entries.flatMap(({ data }) => [
      ...('documentsDigest' in data ? [data.documentsDigest] : []),
      ...('documentDigest' in data ? [data.documentDigest] : []),
      ...('sealDigest' in data ? [data.sealDigest] : []),
      ...('openContractingDigest' in data ? [data.openContractingDigest] : []),
      ...('decision' in data && typeof data.decision === 'object' && data.decision !== null
        ? [data.decision.sha256]
        : []),
    ]),
  )
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) if (line !== '') yield line
}

async function jsonLines(path: string): Promise<unknown[]> {
  const values: unknown[] = []
  for await (const line of linesOf(path)) values.push(JSON.parse(line))
  return values
}

async function* everyFile(folder: string, at = folder): AsyncGenerator<string> {
  for (const item of await readdir(at, { withFileTypes: true })) {
    const path = join(at, item.name)
    if (item.isDirectory()) yield* everyFile(folder, path)
    else yield relative(folder, path).split(sep).join('/')
  }
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
