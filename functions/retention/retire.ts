import { dueBatches } from '#functions/shared/due-batches.ts'
import { type ErasureDependencies, eraseCase } from '#functions/shared/erasure/erase-case.ts'
import type { CaseStore, Due } from '#functions/shared/ports/case-store.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { nextDue } from '#workflows/proposal/decide-time.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

export interface RetirementDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'due' | 'reschedule'>
  readonly erasing: ErasureDependencies
  readonly now: () => Date
  /** Told of a case that could not be erased; it is put back for the next day. */
  readonly failed: (reference: string, error: unknown) => void
}

/** Milliseconds after which a run begins no further case, and leaves them to the next day: its function may run for ten minutes. */
const enough = 8 * 60_000
/** Milliseconds until one that failed is tried again: less than a day, so that the next day's run has it. */
const untilRetried = 23 * 60 * 60_000
/** Milliseconds until a case is looked at again of which a lock keeps a file. */
const untilUnlocked = 30 * 86_400_000

/** How many cases were erased in a run. Throws at the end when one could not be, so that an alarm hears of it. */
export async function retire(dependencies: RetirementDependencies): Promise<{ erased: number }> {
  const { cases, now, failed } = dependencies
  const started = performance.now()
  const failures: unknown[] = []
  let erased = 0
  for await (const references of dueBatches(cases, { to: 'retention', now, enough })) {
    for (const reference of references) {
      if (performance.now() - started > enough) break
      try {
        if (await retireCase(reference, dependencies)) erased += 1
      } catch (error) {
        failed(reference, error)
        failures.push(error)
        await putBack(reference, dependencies).catch((lost: unknown) => failed(reference, lost))
      }
    }
  }
  measure({ measured: 'retired', count: erased })
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} cases were not erased`)
  return { erased }
}

/**
 * Erases a case whose time is over, and answers whether it did. The case leaves the list only once all of it is gone: a run that
 * dies halfway leaves it there, or leaves it to the clock, which puts every erased case back once, so that the next run
 * finishes it. A case that is held, or that moved meanwhile, is left to whoever comes next.
 */
async function retireCase(
  reference: string,
  { cases, erasing, now }: RetirementDependencies,
): Promise<boolean> {
  const erased = await eraseCase(reference, { type: 'erase-by-rule' }, erasing)
  const open = await cases.find(reference)
  if (erased === undefined || open === undefined) return false
  const programme = erasing.commit.programmeOf(open.state.programme)
  if ('refused' in erased) {
    // Held since it was listed: whoever lifts that has the clock list it anew.
    if (erased.refused === 'erasure-held') await cases.reschedule(open, expectedIn(open.state, programme))
    else throw new Error(`${reference} is listed for erasure and refuses it: ${erased.refused}`)
    return false
  }
  const at = new Date(now().getTime() + untilUnlocked).toISOString()
  const isGone = erased.locked.length === 0
  await cases.reschedule(open, isGone ? expectedIn(open.state, programme) : { at, to: 'retention' })
  return true
}

/** Behind those that wait for their turn: what fails each day may not keep others from theirs. */
async function putBack(reference: string, { cases, now }: RetirementDependencies): Promise<void> {
  const open = await cases.find(reference)
  const at = new Date(now().getTime() + untilRetried).toISOString()
  if (open !== undefined) await cases.reschedule(open, { at, to: 'retention' })
}

/** What a completed contract still expects is the clock's to tell, also once the applicant is erased. */
function expectedIn(state: ProposalState, programme: Programme): Due | null {
  const at = nextDue(state, programme)
  return at === null ? null : { at, to: 'clock' }
}
