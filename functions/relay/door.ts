import { observed } from '#functions/shared/edge/observed.ts'
import { type SettlingHome, settling } from '#functions/shared/effects/settling.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { readTogether } from '#functions/shared/read-together.ts'
import { heardSchema, relay, SettledEntries } from './relay.ts'

/** Called with what was committed; answers how many of the entries are settled. */
export function door(home: Omit<SettlingHome, 'commit'>) {
  // Remembered in the life of a process.
  const settled = new SettledEntries()
  return observed(async (heard: unknown): Promise<number> => {
    const { entries, signIns } = heardSchema.parse(heard)
    const dependencies = settling({ ...home, cases: () => readTogether(home.cases(), 'ledger') })
    // One that failed is open again, for the clock and not for this call; no entry may wait for it.
    if (signIns)
      await answerSignIns(dependencies).catch((error: unknown) => dependencies.failed('sign-in', error))
    return await relay(entries, dependencies, settled)
  })
}
