import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import { acceptedIn } from '#functions/shared/accepted-terms.ts'
import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import type { CommandOutcome } from '#infra/operate/commands.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { verify } from '#workflows/ledger/verify.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { attachmentPath, termsPath } from './case-documents.ts'
import { linesPath, manifestPath, manifestSchema } from './export-all.ts'
import { measureFile } from './export-files.ts'
import { type ExportedCase, filesIn, isCaseList, readExportedCase } from './read-export.ts'

/** Checks an export without the installation: each file against the manifest, each case against its own ledger. */
export async function checkExport(folder: string): Promise<CommandOutcome> {
  const said = await manifestIn(folder)
  if (typeof said === 'string') return { ok: false, lines: [said] }
  const faults: string[] = []
  const known = new Set([manifestPath, linesPath])
  const lists: string[] = []
  try {
    if ((await measureFile(folder, linesPath)).sha256 !== said.linesSha256)
      faults.push(`${linesPath}: it is not the one of ${manifestPath}`)
    for await (const file of filesIn(folder)) {
      known.add(file.path)
      if (isCaseList(file)) lists.push(file.path)
      const now = await measureFile(folder, file.path).catch(() => undefined)
      if (now === undefined) faults.push(`${file.path}: it is missing`)
      else if (now.sha256 !== file.sha256) faults.push(`${file.path}: it was changed`)
    }
  } catch {
    faults.push(`${linesPath}: it cannot be read`)
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

/** What the manifest says, or why it says nothing. */
async function manifestIn(folder: string): Promise<z.infer<typeof manifestSchema> | string> {
  let text: string
  try {
    text = await readFile(join(folder, manifestPath), 'utf8')
  } catch {
    return `There is no export in ${folder}: it has no ${manifestPath}, or it cannot be read.`
  }
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    return `${manifestPath}: it is not one that \`operate export\` of this release or an earlier one wrote`
  }
}

async function faultsOfCase(folder: string, listPath: string): Promise<string[]> {
  try {
    return faultsIn(await readExportedCase(folder, listPath))
  } catch {
    return [`${listPath}: the case cannot be read`]
  }
}

function faultsIn({ list: { reference, tip, files }, head, entries, revisions }: ExportedCase): string[] {
  const faults = verify(entries, tip).map(({ sequence, code }) => `entry ${sequence}: ${code}`)
  if (!isDeepStrictEqual(head.tip, tip)) faults.push('its head stands elsewhere than its list of files')
  const state = faults.length === 0 ? replay(entries) : null
  if (faults.length === 0 && !says(throughJson(state), head.state))
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
    state === null || state.applicant === null
      ? []
      : [...revisions.flatMap((one) => one.files), ...decisionsOf(entries)]
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

/** Whether all that a head says is said by its ledger too; a later release folds more of that than the head has. */
function says(folded: unknown, head: unknown): boolean {
  if (typeof head !== 'object' || head === null || typeof folded !== 'object' || folded === null)
    return head === folded
  if (Array.isArray(head) !== Array.isArray(folded)) return false
  if (Array.isArray(head) && Array.isArray(folded) && head.length !== folded.length) return false
  const known = new Map<string, unknown>(Object.entries(folded))
  return Object.entries(head).every(([name, value]) => says(known.get(name), value))
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
