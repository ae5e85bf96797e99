import * as real from '../adapters/real.ts'
import { observed } from '../edge/observed.ts'
import { settling } from '../relay/settling.ts'
import { answerSignIns } from '../sign-in-link.ts'
import { oldContracts } from './old-contracts.ts'
import { sweep } from './sweep.ts'

/** Once in the life of a process. */
const lookAtOldContracts = oldContracts()

/** Called by the schedule: once a minute in the cloud, every second on one machine. */
export const handler = observed(async () => {
  const dependencies = { ...settling(), cases: real.cases(), commit: real.commit() }
  await answerSignIns(dependencies).catch((error: unknown) => dependencies.failed('sign-in', error))
  await lookAtOldContracts(dependencies).catch((error: unknown) =>
    dependencies.failed('old-contracts', error),
  )
  return await sweep(dependencies)
})
