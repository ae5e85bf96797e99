import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { FileRemoval } from '#functions/shared/ports/file-removal.ts'

export interface UnrecordedDependencies extends FileRemoval {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  readonly now: () => Date
  /** Told of a case that could not be looked at; its files stay. */
  readonly failed: (reference: string, error: unknown) => void
}

/** Milliseconds in which what is being recorded will have been, and in which a table that was restored will be missed. */
const settled = 30 * 24 * 60 * 60 * 1_000
/** References that no case has in one run: more of them say that the table is not the one of these files. */
const fewUnknown = 5
/** Cases that are looked at in one run; another day looks at others. */
const atOnce = 500

/**
 * Removes the copies of files for proposals that then were not recorded, after a crash or a lost race: they lie below a reference
 * that no case has, or below a case in none of its revisions. Answers how many. Where there is no case at all, or many a reference
 * without one, cases are missing rather than files too many, and nothing is removed.
 * @throws AggregateError at the end, for what could not be looked at or was refused, so that an alarm hears of it
 */
export async function removeUnrecorded(dependencies: UnrecordedDependencies): Promise<number> {
  const { list, remove, now, failed } = dependencies
  const copies = new Map<string, Map<string, string>>()
  for await (const { key, modified } of list('cases/')) {
    const [, reference, fileId] = /^cases\/([A-Z0-9-]+)\/attachments\/([A-Za-z0-9_-]+)$/.exec(key) ?? []
    if (reference === undefined || fileId === undefined) continue
    if (now().getTime() - modified.getTime() < settled) continue
    copies.set(reference, (copies.get(reference) ?? new Map<string, string>()).set(fileId, key))
  }
  const references = [...copies.keys()].sort()
  const first = references.length > atOnce ? (dayOf(now()) * atOnce) % references.length : 0
  const failures: unknown[] = []
  const surplus: string[] = []
  let [known, unknown] = [0, 0]
  for (const reference of [...references.slice(first), ...references.slice(0, first)].slice(0, atOnce)) {
    try {
      const recorded = await recordedIn(reference, dependencies)
      if (recorded === undefined) unknown += 1
      else known += 1
      for (const [fileId, key] of copies.get(reference) ?? []) {
        if (recorded?.has(fileId) !== true) surplus.push(key)
      }
    } catch (error) {
      failed(reference, error)
      failures.push(error)
    }
  }
  const isSuspect = unknown > fewUnknown || (unknown > 0 && known === 0)
  if (isSuspect) failures.push(new Error(`${unknown} references have files and no case: nothing was removed`))
  let removed = 0
  for (const key of isSuspect ? [] : surplus) if (await remove(key)) removed += 1
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '))
  return removed
}

function dayOf(time: Date): number {
  return Math.floor(time.getTime() / 86_400_000)
}

/** Ids of all files that a case has: of its revisions, and of decisions on its legal route; undefined where there is no such case. */
async function recordedIn(
  reference: string,
  { cases }: Pick<UnrecordedDependencies, 'cases'>,
): Promise<ReadonlySet<string> | undefined> {
  const open = await cases.find(reference)
  if (open === undefined) return undefined
  const decisions = decisionsOf(await cases.entries(reference))
  const recorded = new Set(decisions.map(({ fileId }) => fileId))
  for (let number = 1; number <= open.state.revision; number += 1) {
    const revision = await cases.revision(reference, number)
    for (const { fileId } of revision?.files ?? []) recorded.add(fileId)
  }
  return recorded
}
