import type { OpenCase } from '#functions/shared/ports/case-store.ts'
import type { Waits } from '#functions/shared/ports/waits.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import { positionOf } from '#workflows/proposal/position.ts'

export interface StepDependencies {
  readonly waits: Pick<Waits, 'find'>
  readonly workflow: Workflow
}

/** More restarts than a case can need; whoever meets this limit has a workflow that fails at once, every time. */
const mostRestarts = 50

/**
 * Brings the workflow to where the ledger says that the case stands: starts it, tells its waiting state to go on, or starts it
 * anew when its execution is over. Harmless to repeat. A token that is gone proves nothing while the execution runs: the
 * state that comes next reads the ledger by itself.
 *
 * Answers whether the workflow is where it has to be. False means that it is on its way there, and that somebody has to look
 * again whether it arrived. Throws when it has ended too often.
 */
export async function reconcile({ state }: OpenCase, dependencies: StepDependencies): Promise<boolean> {
  const { waits, workflow } = dependencies
  const position = positionOf(state)
  if (position === null) return true
  const wait = await waits.find(state.reference)
  if (wait !== undefined) {
    const waitsHere = wait.key === position.key
    const told = !waitsHere && (await workflow.resume(wait.token, position.step)) === 'resumed'
    if (told || (await workflow.isRunning(wait.execution))) return waitsHere || state.status === 'closed'
  }
  // A closed case needs no workflow: one that still runs finds out at its next state.
  if (state.status === 'closed') return true
  await start(state.reference, workflow)
  return false
}

/**
 * Starts an execution named after the case, or `<reference>-<n>` when those before it are over. While one of these runs,
 * starting it again changes nothing, so a case never has two.
 */
async function start(reference: string, workflow: Workflow): Promise<void> {
  for (let restart = 0; restart <= mostRestarts; restart += 1) {
    const name = restart === 0 ? reference : `${reference}-${restart}`
    if ((await workflow.start({ name, reference })) === 'started') return
  }
  throw new Error(`The workflow of ${reference} ended ${mostRestarts} times before its case did`)
}
