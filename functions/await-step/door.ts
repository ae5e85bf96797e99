import { called } from '#functions/shared/called.ts'
import type { Home } from '#functions/shared/home.ts'
import { awaitStep, awaitStepInput } from './await-step.ts'

const ports = ['cases', 'waits', 'workflow', 'commit'] as const

/** Called by the waiting states of proposal.asl.json: Hold review stage, Await revision, Settle terms, Collect signatures, Deliver to finance. */
export function door(home: Pick<Home, (typeof ports)[number]>) {
  return async (event: unknown): Promise<void> => {
    await awaitStep(awaitStepInput.parse(event), called(home, ports))
  }
}
