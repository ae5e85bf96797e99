import { readZip } from '#infra/verify/tasvib-verify.mjs'
import { chain, emptyTip } from '#workflows/ledger/chain.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'

/** The entries as somebody would chain them anew who wants them to look whole. */
export function rehashed(entries: readonly Entry[]): Entry[] {
  const linked: Entry[] = []
  for (const { sequence: _s, previous: _p, digest: _d, ...fact } of entries) {
    const last = linked.at(-1)
    const tip = last === undefined ? emptyTip : { sequence: last.sequence, digest: last.digest }
    linked.push(...(chain(tip, [fact], fact.at) as Entry[]))
  }
  return linked
}

/** For each vote of a bundle: its sequence, and the files as they are with that one turned round and all digests made anew. */
export function changedVotes(zip: Uint8Array): { sequence: number; files: Map<string, Uint8Array> }[] {
  const files = new Map(readZip(zip))
  const ledger = JSON.parse(Buffer.from(files.get('ledger.json') ?? []).toString('utf8'))
  const entries: Entry[] = ledger.entries.map(parseEntry)
  return entries.flatMap((vote, index) => {
    if (vote.type !== 'ReviewDecided') return []
    const decision = vote.data.decision === 'approve' ? 'reject' : 'approve'
    const changed = rehashed(entries.with(index, { ...vote, data: { ...vote.data, decision } }))
    const forged = Buffer.from(canonicalJson({ ...ledger, entries: changed }))
    return [{ sequence: vote.sequence, files: new Map(files).set('ledger.json', forged) }]
  })
}
