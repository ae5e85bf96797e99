import * as real from '#functions/shared/aws/real.ts'
import { awaitStep, awaitStepInput } from './await-step.ts'

/** Called by the waiting states of proposal.asl.json: Hold review stage, Await revision, Settle terms, Collect signatures, Deliver to finance. */
export async function handler(event: unknown): Promise<void> {
  await awaitStep(awaitStepInput.parse(event), {
    cases: real.cases(),
    waits: real.waits(),
    workflow: real.workflow(),
    commit: real.commit(),
  })
}
