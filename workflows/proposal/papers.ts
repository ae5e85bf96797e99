import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry, EntryType } from './entries.ts'
import { doer, type Named, proposerOf } from './rounds.ts'

/** What became of a contract: settled, drawn up, signed, refused, taken back, returned. */
export interface Paper {
  readonly what: Extract<
    EntryType,
    | 'TermsReleased'
    | 'TermsReopened'
    | 'ContractDrawnUp'
    | 'ContractSigned'
    | 'SignatoryReplaced'
    | 'HolderProposed'
    | 'HolderDeclined'
    | 'SignatureRefused'
    | 'ContractReturned'
  >
  readonly version: number
  readonly at: string
  /** Whose signature it is about. */
  readonly signatory: string | null
  /** Where a signatory's place went to somebody else. */
  readonly change: { readonly from: Named | null; readonly to: Named } | null
  /** The other member of the office, where somebody came from outside and `by` agreed to it. */
  readonly proposedBy: Named | null
  /** Null where it was time, the workflow, or somebody who is known by their place alone. */
  readonly by: Named | null
  readonly reason: string
  /** Whether it came after the deadline's day. */
  readonly late: boolean
}

/** The contract's way so far, in order. */
export function papersOf(entries: readonly Entry[], programme: Programme): readonly Paper[] {
  let version = 0
  const places = new Map<string, Named | null>()
  const proposals = new Map<number, Named>()
  return entries.flatMap((entry): Paper[] => {
    const { type: what, at, actor, data } = entry
    const by = doer(actor, [], programme)
    const late = 'late' in data && data.late === true
    const plain = { at, signatory: null, change: null, by, proposedBy: null, reason: '', late }
    switch (what) {
      case 'TermsReleased':
        return [{ ...plain, what, version: data.version, reason: data.note }]
      case 'TermsReopened':
        return [{ ...plain, what, version: data.version, reason: data.reason }]
      case 'ContractReturned': {
        const { name, role } = programme.finance.office
        return [{ ...plain, what, version: data.version, by: { name, role }, reason: data.reason }]
      }
      case 'ContractDrawnUp':
        version = data.version
        for (const { id, person } of data.signatories) places.set(id, person)
        return [{ ...plain, what, version }]
      case 'ContractSigned':
        return [{ ...plain, what, version, signatory: data.id }]
      case 'SignatureRefused':
        return [{ ...plain, what, version, signatory: data.id, reason: data.reason }]
      case 'SignatoryReplaced': {
        const before = places.get(data.id) ?? null
        const from = before === null ? null : { name: before.name, role: before.role }
        const { name, role } = data.person
        places.set(data.id, data.person)
        return [
          {
            ...plain,
            what,
            version,
            signatory: data.id,
            change: { from, to: { name, role } },
            proposedBy: proposerOf(data.proposed, programme),
            reason: data.reason,
          },
        ]
      }
      case 'HolderProposed':
      case 'HolderDeclined': {
        const { target, reason } = data
        if (!('signatory' in target)) return []
        if (what === 'HolderProposed') proposals.set(entry.sequence, data.holder)
        const person = proposals.get('proposal' in data ? data.proposal : entry.sequence)
        const to = person === undefined ? null : { name: person.name, role: person.role }
        const change = to === null ? null : { from: null, to }
        return [{ ...plain, what, version, signatory: target.signatory, change, reason }]
      }
      default:
        return []
    }
  })
}
