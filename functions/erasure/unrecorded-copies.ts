import type { CaseStore } from '../adapters/case-store.ts'
import { decisionsOf } from '../legal-route-decisions.ts'

export interface StoredCopy {
  readonly key: string
  readonly modified: Date
}

export interface UnrecordedDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  /** Everything whose key begins like this. */
  readonly list: (prefix: string) => AsyncIterable<StoredCopy>
  readonly remove: (key: string) => Promise<boolean>
  readonly now: () => Date
}

/** Milliseconds in which what is being recorded will have been. */
const settled = 24 * 60 * 60 * 1_000
/** Cases that are looked at in one run; another day looks at others. */
const atOnce = 500

/**
 * Removes the copies of files for proposals that then were not recorded, after a crash or a lost race: they lie below a reference
 * that no case has, or below a case in none of its revisions. Answers how many.
 */
export async function removeUnrecorded(dependencies: UnrecordedDependencies): Promise<number> {
  const { list, remove, now } = dependencies
  const copies = new Map<string, Map<string, string>>()
  for await (const { key, modified } of list('cases/')) {
    const [, reference, fileId] = /^cases\/([A-Z0-9-]+)\/attachments\/([A-Za-z0-9_-]+)$/.exec(key) ?? []
    if (reference === undefined || fileId === undefined) continue
    if (now().getTime() - modified.getTime() < settled) continue
    copies.set(reference, (copies.get(reference) ?? new Map<string, string>()).set(fileId, key))
  }
  const references = [...copies.keys()].sort()
  const first = references.length > atOnce ? (dayOf(now()) * atOnce) % references.length : 0
  let removed = 0
  for (const reference of [...references.slice(first), ...references.slice(0, first)].slice(0, atOnce)) {
    const recorded = await recordedIn(reference, dependencies)
    for (const [fileId, key] of copies.get(reference) ?? []) {
      if (!recorded.has(fileId) && (await remove(key))) removed += 1
    }
  }
  return removed
}

function dayOf(time: Date): number {
  return Math.floor(time.getTime() / 86_400_000)
}

/** Ids of all files that a case has: of its revisions, and of decisions on its legal route. */
async function recordedIn(
  reference: string,
  { cases }: Pick<UnrecordedDependencies, 'cases'>,
): Promise<ReadonlySet<string>> {
  const open = await cases.find(reference)
  if (open === undefined) return new Set()
  const decisions = decisionsOf(await cases.entries(reference))
  const recorded = new Set(decisions.map(({ fileId }) => fileId))
  for (let number = 1; number <= open.state.revision; number += 1) {
    const revision = await cases.revision(reference, number)
    for (const { fileId } of revision?.files ?? []) recorded.add(fileId)
  }
  return recorded
}
