import { type Chained, entryDigest, type Fact, type Tip } from './chain.ts'
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
 * (where it was not erased) matching its digest, and the last entry being the expected tip. An empty answer means whole.
 * Cutting off the newest entries is found only with a tip that was kept elsewhere.
 */
export function verify(entries: readonly Chained<Fact>[], tip?: Tip): Fault[] {
  const faults: Fault[] = []
  let previous: string | null = null
  entries.forEach((entry, index) => {
    const at = { sequence: index + 1 }
    if (entry.sequence !== index + 1) faults.push({ ...at, code: 'sequence-broken' })
    if (entry.previous !== previous) faults.push({ ...at, code: 'previous-differs' })
    if (entryDigest(entry) !== entry.digest) faults.push({ ...at, code: 'digest-differs' })
    if (entry.personal !== undefined && personalDigest(entry.personal) !== entry.personalDigest) {
      faults.push({ ...at, code: 'personal-differs' })
    }
    previous = entry.digest
  })
  if (tip !== undefined && (tip.sequence !== entries.length || tip.digest !== previous)) {
    faults.push({ sequence: entries.length, code: 'tip-differs' })
  }
  return faults
}
