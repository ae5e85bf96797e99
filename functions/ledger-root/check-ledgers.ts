import type { CaseStore, CaseSummary, CasesOfPage } from '#functions/shared/ports/case-store.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { type Digest, digestOfBytes } from '#workflows/ledger/digest.ts'
import { leafHash } from '#workflows/ledger/merkle.ts'
import { verify } from '#workflows/ledger/verify.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { everyPage } from './every-page.ts'
import { lastRoot, type RootFault, type RootReading } from './last-root.ts'

export interface CheckDependencies extends RootReading {
  /** A closed case that stands as the last root has it is read through once in so many days, each case on another. */
  readonly closedLedgersEvery: number
  readonly cases: Pick<CaseStore, 'list' | 'entries' | 'find'>
}

type CaseFault = 'unreadable' | 'chain-broken' | 'head-differs' | 'changed-since-root'

export interface LedgerFault {
  /** Undefined for the root itself, and for a ledger that it has and nobody else knows of. */
  readonly reference: string | undefined
  readonly code: CaseFault | 'missing-since-root' | RootFault
}

/** Where the ledger of a case ended when its head was read. */
type LedgerEnd = Pick<CaseSummary, 'reference' | 'tip' | 'updated'> & {
  readonly status: ProposalState['status']
}

export interface CheckedLedgers {
  readonly count: number
  readonly faults: readonly LedgerFault[]
  /** When the heads began to be read (ISO 8601). */
  readonly at: string
  readonly ends: readonly LedgerEnd[]
}

/** Ledgers that are read side by side. */
const atOnce = 8
/** For so many days back the last root is looked for; no longer than a month where there is no case. */
const daysBack = { most: 400, least: 30 }

/**
 * Checks the chain of every ledger against its head, and all of them against the last root that was signed: each leaf of it
 * must be found again among the entries as they are now. A ledger that was written anew from some entry on, with all digests
 * right, has lost its leaf, and so has one that was cut or is gone. Each head is read once; of closed cases whose head stands as
 * that root has it, a part of the ledgers is read each day, and what nights since then did not read.
 */
export async function checkLedgers({
  cases,
  closedLedgersEvery,
  ...reading
}: CheckDependencies): Promise<CheckedLedgers> {
  const faults: LedgerFault[] = []
  const ends: LedgerEnd[] = []
  const at = reading.now().toISOString()
  const pages = everyPage(cases)
  const first = await firstOf(pages)
  const found = await lastRoot(reading, first === undefined ? daysBack.least : daysBack.most)
  const root = typeof found === 'string' ? undefined : found
  if (typeof found === 'string') faults.push({ reference: undefined, code: found })
  const unmet = new Set(root?.leaves)
  const since = root?.at
  const hasTurn = turnsOf(since ?? at, at, closedLedgersEvery)
  /** Cases that were there when the root was made and are not in it as they are now: moved in that moment, or changed. */
  const suspects: string[] = []
  const seen = new Set<string>()
  for await (const page of following(first, pages)) {
    for (const { reference } of page.unreadable ?? []) {
      faults.push({ reference, code: 'unreadable' })
      suspects.push(reference)
    }
    const fresh = page.cases.filter(({ reference }) => !seen.has(reference))
    for (const { reference, state, tip, updated } of fresh) {
      seen.add(reference)
      ends.push({ reference, status: state.status, tip, updated })
    }
    await sideBySide(fresh, async (found) => {
      const { reference, state, tip } = found
      const mayRest = state.status === 'closed' && !hasTurn(reference)
      if (mayRest && unmet.delete(leafHash({ reference, sequence: tip.sequence, digest: tip.digest ?? '' })))
        return
      const { fault, leaves } = await readLedger(found, cases)
      if (fault !== undefined) faults.push({ reference, code: fault })
      const isMet = leaves.filter((leaf) => unmet.delete(leaf)).length > 0
      if (!isMet && since !== undefined && state.submittedAt <= since) suspects.push(reference)
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
  return { count: seen.size, faults, at, ends }
}

/** Whose day of so many is today, or was since the last root: a night that did not run is made up for. */
function turnsOf(since: string, at: string, every: number): (reference: string) => boolean {
  const today = dayOf(at)
  const days = Math.max(1, today - dayOf(since))
  return (reference) => {
    const turn = Number.parseInt(digestOfBytes(reference).slice(0, 8), 16) % every
    return (today - turn) % every < days
  }
}

/** Since 1970. */
function dayOf(at: string): number {
  return Math.floor(Date.parse(at) / 86_400_000)
}

/** The first page with a case, be it open, closed or unreadable: a night that takes a full store for an empty one would not look for its root. */
async function firstOf(pages: AsyncGenerator<CasesOfPage>): Promise<CasesOfPage | undefined> {
  for (;;) {
    const { value, done } = await pages.next()
    if (done === true) return undefined
    if (value.cases.length > 0 || (value.unreadable ?? []).length > 0) return value
  }
}

async function* following(
  first: CasesOfPage | undefined,
  pages: AsyncGenerator<CasesOfPage>,
): AsyncGenerator<CasesOfPage> {
  if (first !== undefined) yield first
  yield* pages
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
