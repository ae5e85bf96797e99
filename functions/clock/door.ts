import { logFailure } from '#functions/shared/edge/failure-log.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import { type SettlingHome, settling } from '#functions/shared/effects/settling.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { factorWarnings } from './factor-warnings.ts'
import { oldContracts } from './old-contracts.ts'
import { sweep } from './sweep.ts'
import { loggingTornOnce } from './torn-mail.ts'

/** Called by the schedule: once a minute in the cloud, every second on one machine. */
export function door(home: SettlingHome) {
  // Remembered in the life of a process.
  const lookAtOldContracts = oldContracts()
  const warnOfFactor = factorWarnings()
  const failed = loggingTornOnce(logFailure)
  return observed(async () => {
    const dependencies = { ...settling(home), commit: home.commit(), failed }
    await warnOfFactor(dependencies).catch((error: unknown) => failed('second-factor', error))
    await answerSignIns(dependencies).catch((error: unknown) => failed('sign-in', error))
    await lookAtOldContracts(dependencies).catch((error: unknown) => failed('old-contracts', error))
    return await sweep(dependencies)
  })
}
