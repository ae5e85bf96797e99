import * as real from '#functions/shared/aws/real.ts'
import { logFailure } from '#functions/shared/edge/failure-log.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import { settling } from '#functions/shared/effects/settling.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { oldContracts } from './old-contracts.ts'
import { sweep } from './sweep.ts'
import { loggingTornOnce } from './torn-mail.ts'

/** Remembered in the life of a process. */
const lookAtOldContracts = oldContracts()
const failed = loggingTornOnce(logFailure)

/** Called by the schedule: once a minute in the cloud, every second on one machine. */
export const handler = observed(async () => {
  const dependencies = { ...settling(), cases: real.cases(), commit: real.commit(), failed }
  await answerSignIns(dependencies).catch((error: unknown) => failed('sign-in', error))
  await lookAtOldContracts(dependencies).catch((error: unknown) => failed('old-contracts', error))
  return await sweep(dependencies)
})
