import type { FileRecord } from '#workflows/form/file-record.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

/** Every decision that a legal route of the case rested on, whatever took its place. */
export function decisionsOf(entries: readonly Entry[]): FileRecord[] {
  return entries.flatMap((entry) =>
    entry.type === 'LegalRouteRecorded' && entry.data.decision !== null ? [entry.data.decision] : [],
  )
}
