import {
  type Chained,
  contentDigest,
  entryDigest,
  type Fact,
  type Tip,
  type WithheldContent,
} from './chain.ts'
import { personalDigest } from './personal.ts'

export interface Fault {
  readonly sequence: number
  readonly code:
    | 'sequence-broken'
    | 'previous-differs'
    | 'digest-differs'
    | 'personal-differs'
    | 'tip-differs'
}

/**
 * Checks a whole chain: sequence without gaps, each entry naming its predecessor's digest, each digest right, personal data
 * (where it was not erased) matching its digest, and the last entry being the expected tip. An empty answer means whole. Of a
 * withheld entry only its place is checked. Cutting off the newest entries is found only with a tip that was kept elsewhere.
 */
export function verify(entries: readonly (Chained<Fact> | WithheldContent)[], tip?: Tip): Fault[] {
  const faults: Fault[] = []
  let previous: string | null = null
  entries.forEach((entry, index) => {
    const at = { sequence: index + 1 }
    const shown = 'contentDigest' in entry ? null : entry
    const content = 'contentDigest' in entry ? entry.contentDigest : contentDigest(entry)
    if (entry.sequence !== index + 1) faults.push({ ...at, code: 'sequence-broken' })
    if (entry.previous !== previous) faults.push({ ...at, code: 'previous-differs' })
    if (entryDigest({ ...entry, contentDigest: content }) !== entry.digest) {
      faults.push({ ...at, code: 'digest-differs' })
    }
    if (shown?.personal !== undefined && personalDigest(shown.personal) !== shown.personalDigest) {
      faults.push({ ...at, code: 'personal-differs' })
    }
    previous = entry.digest
  })
  if (tip !== undefined && (tip.sequence !== entries.length || tip.digest !== previous)) {
    faults.push({ sequence: entries.length, code: 'tip-differs' })
  }
  return faults
}
