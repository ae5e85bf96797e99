import * as z from 'zod'
import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Waits } from '#functions/shared/ports/waits.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { positionOf, type Step, steps } from '#workflows/proposal/position.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

export const awaitStepInput = z.object({
  reference: z.string(),
  step: z.enum(steps),
  token: z.string(),
  execution: z.string(),
})
export type AwaitStepInput = z.infer<typeof awaitStepInput>

export interface AwaitStepDependencies {
  readonly cases: Pick<CaseStore, 'find'>
  readonly waits: Waits
  readonly workflow: Workflow
  readonly commit: CommitDependencies
}

/**
 * Serves every waiting state of the workflow, called with the state's task token. If the ledger says that the case stands at
 * this step it opens what the step waits for and keeps the token; else it sends the workflow on at once. The ledger is read
 * once more after the token was kept: whatever was recorded in between found no token to resume.
 */
export async function awaitStep(
  { reference, step, token, execution }: AwaitStepInput,
  { cases, waits, workflow, commit: dependencies }: AwaitStepDependencies,
): Promise<void> {
  const opened = await openStep(reference, step, dependencies)
  const position = positionOf(opened)
  if (position === null) throw new Error(`The workflow of ${reference} runs before its address is confirmed`)
  if (position.step !== step) {
    await workflow.resume(token, position.step)
    return
  }
  await waits.put({ reference, key: position.key, token, execution })
  const after = await cases.find(reference)
  const now = after === undefined ? null : positionOf(after.state)
  if (now !== null && now.key !== position.key) await workflow.resume(token, now.step)
}

/** Makes the case ready to wait at a step, where that takes an entry; answers the case as it then is. */
async function openStep(
  reference: string,
  step: Step,
  dependencies: CommitDependencies,
): Promise<ProposalState> {
  const opening = openings[step]
  if (opening !== undefined) {
    const result = await commit(dependencies, reference, opening)
    // A refusal means that the case is elsewhere by now, which the caller finds out from the state.
    if (result !== undefined && !('refused' in result)) return result.state
  }
  const open = await dependencies.cases.find(reference)
  if (open === undefined) throw new Error(`There is no case ${reference}`)
  return open.state
}

const openings: Partial<Record<Step, Command>> = {
  review: { type: 'open-stage' },
  finance: { type: 'deliver' },
}
