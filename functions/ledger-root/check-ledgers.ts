import { type Digest, digestSchema } from '#workflows/ledger/digest.ts'
import { leafHash, merkleRoot, signedRootSchema } from '#workflows/ledger/merkle.ts'
import { verify } from '#workflows/ledger/verify.ts'
import type { CaseStore, CaseSummary } from '../adapters/case-store.ts'
import { type Files, rootKey, rootPageKey } from '../adapters/files.ts'
import { TornCase } from '../torn-case.ts'
import { everyPage } from './every-page.ts'

export interface CheckDependencies {
  readonly cases: Pick<CaseStore, 'list' | 'entries'>
  readonly files: Pick<Files, 'has' | 'read'>
  readonly now: () => Date
}

export interface LedgerFault {
  /** Undefined for a ledger that the last root has and nobody else knows of. */
  readonly reference: string | undefined
  readonly code: 'unreadable' | 'chain-broken' | 'changed-since-root' | 'missing-since-root' | 'root-damaged'
}

/** Ledgers that are read side by side. */
const atOnce = 8
const day = 86_400_000
/** For so many days back the last root is looked for, so many at once; no longer than a month where there is no case. */
const daysBack = { most: 400, least: 30, atOnce: 10 }

/**
 * Checks the chain of every ledger against its head, and all of them against the last root that was signed: each leaf of it
 * must be found again among the entries as they are now. A ledger that was written anew from some entry on, with all digests
 * right, has lost its leaf, and so has one that was cut or is gone.
 */
export async function checkLedgers({ cases, files, now }: CheckDependencies): Promise<{
  readonly count: number
  readonly faults: readonly LedgerFault[]
}> {
  const faults: LedgerFault[] = []
  const root = await lastRoot(files, now(), (await hasCases(cases)) ? daysBack.most : daysBack.least)
  if (root === 'damaged') faults.push({ reference: undefined, code: 'root-damaged' })
  const unmet = new Set(root === 'damaged' ? [] : root?.leaves)
  const since = root === 'damaged' ? undefined : root?.at
  /** Cases that were there when the root was made and are not in it as they are now: moved in that moment, or changed. */
  const suspects: string[] = []
  const seen = new Set<string>()
  for await (const page of everyPage(cases)) {
    for (const { reference } of page.unreadable ?? []) {
      faults.push({ reference, code: 'unreadable' })
      suspects.push(reference)
    }
    await sideBySide(page.cases, async (found) => {
      if (!seen.has(found.reference)) {
        const { isWhole, leaves } = await readLedger(found, cases)
        if (isWhole === undefined) faults.push({ reference: found.reference, code: 'unreadable' })
        else if (!isWhole) faults.push({ reference: found.reference, code: 'chain-broken' })
        const isMet = leaves.filter((leaf) => unmet.delete(leaf)).length > 0
        if (!isMet && since !== undefined && found.state.submittedAt <= since) suspects.push(found.reference)
      }
      seen.add(found.reference)
    })
  }
  if (unmet.size > 0) {
    const known = new Set(faults.map(({ reference }) => reference))
    faults.push(
      ...suspects
        .filter((reference) => !known.has(reference))
        .map((reference) => ({ reference, code: 'changed-since-root' as const })),
    )
    if (unmet.size > suspects.length) faults.push({ reference: undefined, code: 'missing-since-root' })
  }
  return { count: seen.size, faults }
}

/** Open, closed or unreadable: a night that takes a full store for an empty one would not look for its root. */
async function hasCases(cases: CheckDependencies['cases']): Promise<boolean> {
  for await (const page of everyPage(cases)) {
    if (page.cases.length > 0 || (page.unreadable ?? []).length > 0) return true
  }
  return false
}

async function readLedger(
  { reference, tip }: CaseSummary,
  cases: CheckDependencies['cases'],
): Promise<{ isWhole: boolean | undefined; leaves: Digest[] }> {
  try {
    const recorded = await cases.entries(reference)
    // What was recorded since the list was read belongs to a newer head.
    const known = recorded.filter(({ sequence }) => sequence <= tip.sequence)
    const isWhole = verify(known, tip).length === 0 && verify(recorded).length === 0
    return {
      isWhole,
      leaves: recorded.map(({ sequence, digest }) => leafHash({ reference, sequence, digest })),
    }
  } catch (error) {
    if (error instanceof TornCase) return { isWhole: undefined, leaves: [] }
    throw error
  }
}

/** The newest root there is, whole; `damaged` when its pages are not those of which it was made. */
async function lastRoot(
  files: CheckDependencies['files'],
  now: Date,
  days: number,
): Promise<{ at: string; leaves: Digest[] } | 'damaged' | undefined> {
  const key = await newestRoot(files, now, days)
  if (key === undefined) return undefined
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await files.read(name)))
  const { statement, pages } = signedRootSchema.parse(await read(key))
  const leaves: Digest[] = []
  for (const page of pages) {
    const hashes = digestSchema.array().parse(await read(rootPageKey(statement.day, page)))
    if (merkleRoot(hashes) !== page) return 'damaged'
    for (const hash of hashes) leaves.push(hash)
  }
  if (merkleRoot(pages) !== statement.root || leaves.length !== statement.cases) return 'damaged'
  return { at: statement.at, leaves }
}

async function newestRoot(files: Pick<Files, 'has'>, now: Date, days: number): Promise<string | undefined> {
  const keys = Array.from({ length: days }, (_, back) =>
    rootKey(new Date(now.getTime() - back * day).toISOString().slice(0, 10)),
  )
  while (keys.length > 0) {
    const some = keys.splice(0, daysBack.atOnce)
    const found = await Promise.all(some.map(async (key) => ((await files.has(key)) ? key : undefined)))
    const newest = found.find((key) => key !== undefined)
    if (newest !== undefined) return newest
  }
  return undefined
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
