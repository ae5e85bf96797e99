import type { Home } from '#functions/shared/home.ts'
import { awaitStep, awaitStepInput } from './await-step.ts'

/** Called by the waiting states of proposal.asl.json: Hold review stage, Await revision, Settle terms, Collect signatures, Deliver to finance. */
export function door({
  cases,
  waits,
  workflow,
  commit,
}: Pick<Home, 'cases' | 'waits' | 'workflow' | 'commit'>) {
  return async (event: unknown): Promise<void> => {
    await awaitStep(awaitStepInput.parse(event), {
      cases: cases(),
      waits: waits(),
      workflow: workflow(),
      commit: commit(),
    })
  }
}
