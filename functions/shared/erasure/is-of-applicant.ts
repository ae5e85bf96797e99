import { startupSignatory } from '#workflows/links/place.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

/** Whether what stands beside an entry is the applicant's. What city people leave with their signatures stays: they act in office. */
export function isOfApplicant(entry: Entry): boolean {
  if (entry.personal === undefined) return false
  return entry.type !== 'ContractSigned' || entry.data.id === startupSignatory
}
