import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { CaseStore, OpenCase } from '../adapters/case-store.ts'
import type { Effects } from '../adapters/effects.ts'
import type { Sent } from '../adapters/mailer.ts'
import { measure } from '../adapters/measure.ts'
import { type Cause, effectsOf } from './effects-of.ts'
import { type Errand, errandName } from './errand.ts'

export interface SettleDependencies {
  readonly cases: Pick<CaseStore, 'entries'>
  readonly effects: Effects
  readonly programmeOf: (programme: { id: string; version: string }) => Programme
  /** Answers what the mail service took, for an errand that is a mail. */
  readonly run: (errand: Errand, entry: Entry, open: OpenCase) => Promise<Sent | undefined>
  readonly now: () => Date
}

/**
 * Does what an entry still has to cause, each thing once: an errand that is done, or that somebody else has in hand, is
 * passed over. Errors are kept with their errand and thrown together at the end, so that one failing mail holds up no other.
 */
export async function settle(entry: Entry, open: OpenCase, dependencies: SettleDependencies): Promise<void> {
  const entries = await dependencies.cases.entries(open.state.reference)
  if (!entries.some(({ sequence }) => sequence === entry.sequence)) {
    throw new Error(`The ledger of ${open.state.reference} has no entry ${entry.sequence}`)
  }
  const causes = causesIn(entries, open, dependencies)
  const ofEntry = causes.filter((cause) => cause.entry.sequence === entry.sequence)
  await settleEach(ofEntry, open, dependencies)
}

/**
 * Does whatever the whole ledger of a case still has to cause. Answers whether all of it is done by now; false when somebody
 * else has a part of it in hand. Throws like `settle`.
 */
export async function settleCase(
  entries: readonly Entry[],
  open: OpenCase,
  dependencies: SettleDependencies,
): Promise<boolean> {
  const causes = causesIn(entries, open, dependencies)
  const rows = await dependencies.effects.list(open.state.reference)
  const done = new Set(rows.filter((row) => row.done).map(({ sequence, kind }) => `${sequence} ${kind}`))
  const undone = causes.filter(({ entry, errand }) => !done.has(`${entry.sequence} ${errandName(errand)}`))
  return settleEach(undone, open, dependencies)
}

function causesIn(
  entries: readonly Entry[],
  { state }: OpenCase,
  { programmeOf }: SettleDependencies,
): readonly Cause[] {
  return effectsOf(entries, state, programmeOf(state.programme))
}

async function settleEach(
  causes: readonly Cause[],
  open: OpenCase,
  dependencies: SettleDependencies,
): Promise<boolean> {
  const failures: unknown[] = []
  let allDone = true
  for (const cause of causes) {
    try {
      if (!(await settleOne(cause, open, dependencies))) allDone = false
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} effects of ${open.state.reference} failed`)
  }
  return allDone
}

/** False when the errand was done already, or is in somebody else's hands. */
async function settleOne(
  { entry, errand }: Cause,
  open: OpenCase,
  { effects, run, now }: SettleDependencies,
): Promise<boolean> {
  const { reference } = open.state
  const effect = { reference, sequence: entry.sequence, kind: errandName(errand) }
  if (!(await effects.claim(effect, now()))) return false
  try {
    const sent = await run(errand, entry, open)
    await effects.done(effect, now(), sent?.messageId)
    return true
  } catch (error) {
    // The name alone: messages of mail services quote addresses.
    await effects.failed(effect, error instanceof Error ? error.name : 'unknown', now())
    const isMail = errand.kind !== 'workflow' && errand.kind !== 'event'
    measure({ measured: 'effect-failed', reference, effect: isMail ? 'mail' : 'other' })
    throw error
  }
}
