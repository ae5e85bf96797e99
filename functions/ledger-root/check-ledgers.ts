import type { CaseStore, CaseSummary } from '#functions/shared/ports/case-store.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import type { Digest } from '#workflows/ledger/digest.ts'
import { leafHash } from '#workflows/ledger/merkle.ts'
import { verify } from '#workflows/ledger/verify.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { everyPage } from './every-page.ts'
import { lastRoot, type RootFault, type RootReading } from './last-root.ts'

export interface CheckDependencies extends RootReading {
  readonly cases: Pick<CaseStore, 'list' | 'entries' | 'find'>
}

type CaseFault = 'unreadable' | 'chain-broken' | 'head-differs' | 'changed-since-root'

export interface LedgerFault {
  /** Undefined for the root itself, and for a ledger that it has and nobody else knows of. */
  readonly reference: string | undefined
  readonly code: CaseFault | 'missing-since-root' | RootFault
}

/** Ledgers that are read side by side. */
const atOnce = 8
/** For so many days back the last root is looked for; no longer than a month where there is no case. */
const daysBack = { most: 400, least: 30 }

/**
 * Checks the chain of every ledger against its head, and all of them against the last root that was signed: each leaf of it
 * must be found again among the entries as they are now. A ledger that was written anew from some entry on, with all digests
 * right, has lost its leaf, and so has one that was cut or is gone.
 */
export async function checkLedgers({ cases, ...reading }: CheckDependencies): Promise<{
  readonly count: number
  readonly faults: readonly LedgerFault[]
}> {
  const faults: LedgerFault[] = []
  const found = await lastRoot(reading, (await hasCases(cases)) ? daysBack.most : daysBack.least)
  const root = typeof found === 'string' ? undefined : found
  if (typeof found === 'string') faults.push({ reference: undefined, code: found })
  const unmet = new Set(root?.leaves)
  const since = root?.at
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
        const { fault, leaves } = await readLedger(found, cases)
        if (fault !== undefined) faults.push({ reference: found.reference, code: fault })
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
  { reference, tip, state }: CaseSummary,
  cases: CheckDependencies['cases'],
): Promise<{ fault?: CaseFault | undefined; leaves: Digest[] }> {
  try {
    const recorded = await cases.entries(reference)
    const leaves = recorded.map(({ sequence, digest }) => leafHash({ reference, sequence, digest }))
    // What was recorded since the list was read belongs to a newer head, which must be there.
    const known = recorded.filter(({ sequence }) => sequence <= tip.sequence)
    const newer = recorded.length > known.length ? await cases.find(reference) : undefined
    const isWhole =
      verify(known, tip).length === 0 &&
      verify(recorded).length === 0 &&
      recorded.length <= Math.max(tip.sequence, newer?.tip.sequence ?? 0)
    if (!isWhole) return { fault: 'chain-broken', leaves }
    return { fault: isTold(state, { reference, entries: known }) ? undefined : 'head-differs', leaves }
  } catch (error) {
    if (error instanceof TornCase) return { fault: 'unreadable', leaves: [] }
    throw error
  }
}

/**
 * Whether a head stands where its ledger leads: whoever decides is asked by it. Only what every release folded alike is compared.
 */
function isTold(
  head: ProposalState,
  { reference, entries }: { readonly reference: string; readonly entries: readonly Entry[] },
): boolean {
  try {
    const state = replay(entries)
    return state?.reference === reference && standing(state) === standing(head)
  } catch {
    // Digests that are right around entries of which one cannot follow the other.
    return false
  }
}

function standing(state: ProposalState): string {
  const seats = 'seats' in state ? state.seats : []
  const signatories = 'signatories' in state ? state.signatories : []
  return JSON.stringify([
    state.reference,
    state.status,
    state.submittedAt,
    seats.map(({ seat, holder, decision }) => [seat, holder?.email, decision?.decision]),
    signatories.map(({ id, person, signed }) => [id, person?.email, signed?.sequence]),
  ])
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
