import * as z from 'zod'
import { type CountDependencies, countCase } from '#functions/shared/effects/count-case.ts'
import { type SettleDependencies, settle } from '#functions/shared/effects/settle.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { sideBySide } from '#functions/shared/side-by-side.ts'
import { changesFigures } from '#workflows/board/figures.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** An entry of a ledger that the relay is told of; `body` as it is stored. */
const toldSchema = z.object({ reference: z.string(), body: z.string() })
export type ToldEntry = z.infer<typeof toldSchema>

export const heardSchema = z.object({
  entries: z.array(toldSchema),
  /** Whether somebody asked to sign in. */
  signIns: z.boolean().default(false),
})
export type Heard = z.infer<typeof heardSchema>

export interface RelayDependencies extends SettleDependencies, CountDependencies {
  /** Reads each case once: all that was told of it is settled as it then stood. */
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly failed: (reference: string, error: unknown) => void
}

/** Cases that are settled side by side. */
const atOnce = 8

/**
 * Settles entries: those of a case in order, cases side by side. A case stops at its first entry that fails, since order is by the
 * ledger; the others go on. Answers how many are settled from the first on: those after it are to be told of again, and what is
 * settled among them is kept in `settled`, so that it is passed over.
 */
export async function relay(
  entries: readonly ToldEntry[],
  dependencies: RelayDependencies,
  settled: SettledEntries = new SettledEntries(),
): Promise<number> {
  const placed = entries.map((entry, place) => ({ ...entry, place }))
  const cases = [...Map.groupBy(placed, ({ reference }) => reference).values()]
  const failed = await sideBySide(cases, atOnce, (own) =>
    settleInOrder(
      own.filter((entry) => !settled.has(entry)),
      dependencies,
    ),
  )
  const first = Math.min(entries.length, ...failed)
  const behind = cases.map((own, index) =>
    own.filter(({ place }) => place > first && place < (failed[index] ?? 0)),
  )
  settled.keep(behind.flat(), entries)
  return first
}

type PlacedEntry = ToldEntry & { readonly place: number }

/** Of entries of one case: answers the place of the first that failed, or one that is behind all. */
async function settleInOrder(
  entries: readonly PlacedEntry[],
  dependencies: RelayDependencies,
): Promise<number> {
  const { cases, failed, now } = dependencies
  /** Before the first of these entries. */
  let before: ProposalState | null | undefined
  for (const { reference, body, place } of entries) {
    try {
      const entry = parseEntry(JSON.parse(body))
      const open = await cases.find(reference)
      if (open === undefined) throw new Error('An entry without a head')
      await settle(entry, open, dependencies)
      const ledger = await cases.entries(reference)
      if (before === undefined) before = replay(ledger.filter(({ sequence }) => sequence < entry.sequence))
      const isLast = place === entries.at(-1)?.place
      if (isLast && changesFigures(before, open.state)) await countCase(open, dependencies)
      measure({
        measured: 'relayed',
        reference,
        lag: Math.max(0, now().getTime() - Date.parse(entry.at)),
      })
    } catch (error) {
      failed(reference, error)
      return place
    }
  }
  return Number.POSITIVE_INFINITY
}

/**
 * Entries that were settled while one before them failed, and so are told of again: those of the last call. Whoever does not know
 * of them, such as another process, settles them once more, and finds each effect done.
 */
export class SettledEntries {
  #kept: ReadonlySet<string> = new Set()

  /** One entry that is tried alone leaves the rest as they are. */
  keep(entries: readonly ToldEntry[], told: readonly ToldEntry[]): void {
    if (told.length > 1) this.#kept = new Set(entries.map(nameOf))
  }

  has(entry: ToldEntry): boolean {
    return this.#kept.has(nameOf(entry))
  }
}

function nameOf({ reference, body }: ToldEntry): string {
  return `${reference} ${body}`
}
