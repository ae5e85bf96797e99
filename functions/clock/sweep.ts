import { dueCommands, nextDue } from '#workflows/proposal/decide-time.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { CaseStore } from '../adapters/case-store.ts'
import { measure } from '../adapters/measure.ts'
import { type CommitDependencies, commit } from '../commit.ts'
import { type CountDependencies, countCase } from '../figures/count-case.ts'
import { type SettleDependencies, settleCase } from '../relay/settle.ts'
import { keepInStep, type StepDependencies } from '../workflow/keep-in-step.ts'
import { nextVisit } from './next-visit.ts'

export interface SweepDependencies extends SettleDependencies, StepDependencies, CountDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'due' | 'entries' | 'reschedule'>
  readonly commit: CommitDependencies
  /** Told of a case whose visit failed; it is visited again. */
  readonly failed: (reference: string, error: unknown) => void
}

/** Cases per sweep, and how many are visited side by side. */
const batch = 200
const atOnce = 8

/** Visits every case that is due. One that fails holds up no other. */
export async function sweep(dependencies: SweepDependencies): Promise<{ visited: number }> {
  const references = await dependencies.cases.due(dependencies.now(), batch)
  const queue = [...references]
  const worker = async (): Promise<void> => {
    for (let reference = queue.shift(); reference !== undefined; reference = queue.shift()) {
      try {
        await visit(reference, dependencies)
      } catch (error) {
        dependencies.failed(reference, error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { visited: references.length }
}

/**
 * Makes what time has made due happen, then sees that all effects of the case arrived and that its workflow stands where the
 * ledger does. Each of these is tried whatever became of the others, and then the next visit is set.
 */
async function visit(reference: string, dependencies: SweepDependencies): Promise<void> {
  const { cases, now, failed } = dependencies
  const attempt = async (work: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await work()
    } catch (error) {
      failed(reference, error)
      return false
    }
  }
  const onTime = await attempt(() => letTimePass(reference, dependencies))
  const open = await cases.find(reference)
  if (open === undefined) return
  const entries = await cases.entries(reference)
  const settled = await attempt(() => settleCase(entries, open, dependencies))
  const inStep = await attempt(() => keepInStep(open, dependencies))
  const counted = await attempt(async () => {
    await countCase(open, dependencies)
    return true
  })
  const changedAt = entries.at(-1)?.at ?? open.state.submittedAt
  const due = nextVisit(open.state, { now: now(), changedAt, onTime, atRest: settled && inStep && counted })
  // A case that moved meanwhile got its next visit from whoever moved it.
  await cases.reschedule(open, due)
}

/**
 * Every command that is due, one after the other: a reminder may be followed by a deadline. False when one was refused,
 * since somebody else is at the case just now.
 */
async function letTimePass(reference: string, dependencies: SweepDependencies): Promise<boolean> {
  const mostInOneVisit = 20
  for (let count = 0; count < mostInOneVisit; count += 1) {
    const open = await dependencies.cases.find(reference)
    const [command] = open === undefined ? [] : dueCommands(open.state, dependencies.now())
    if (command === undefined) return true
    if (open !== undefined) measureLateness(open.state, dependencies.now())
    const result = await commit(dependencies.commit, reference, command)
    if (result === undefined || 'refused' in result) return false
  }
  return true
}

function measureLateness(state: ProposalState, now: Date): void {
  const due = nextDue(state)
  if (due === null) return
  const lag = Math.max(0, now.getTime() - new Date(due).getTime())
  measure({ measured: 'due', reference: state.reference, lag })
}
