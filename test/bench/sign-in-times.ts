import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '#functions/paths.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { median } from './median.ts'
import { startRelease } from './running-release.ts'

/** Milliseconds until a sign-in was answered, of members and of strangers. */
export interface SignInTimes {
  readonly members: number
  readonly strangers: number
}

/** Asks for sign-in links in turn, each from a place of its own, and never oftener than an address is mailed. Answers medians. */
export async function signInTimes(count: number): Promise<SignInTimes> {
  const release = await startRelease('.')
  const members = programmeById('kerman').caseOffice.members.map(({ email }) => email)
  const times = { members: [] as number[], strangers: [] as number[] }
  let asked = 0
  const ask = async (email: string): Promise<number> => {
    asked += 1
    const began = performance.now()
    const response = await fetch(new URL(paths.signIn(), release.publicUrl), {
      method: 'POST',
      headers: { 'x-forwarded-for': `10.0.${asked >> 8}.${asked & 255}` },
      body: new URLSearchParams({ email }),
      redirect: 'manual',
    })
    await response.text()
    const took = performance.now() - began
    if (response.status !== 303) throw new Error(`A sign-in was answered ${response.status}`)
    // What it caused, a mail or none, is over before the next one is measured.
    await sleep(60)
    return took
  }
  const warm = 5
  for (let turn = -warm; turn < count; turn += 1) {
    if ((turn + warm) % (3 * members.length) === 0) await release.advance('PT11M')
    const pair = [
      { kind: 'members', email: members[(turn + warm) % members.length] ?? '' },
      { kind: 'strangers', email: `stranger-${turn + warm}@elsewhere.example` },
    ] as const
    for (const { kind, email } of turn % 2 === 0 ? pair : pair.toReversed()) {
      const took = await ask(email)
      if (turn >= 0) times[kind].push(took)
    }
  }
  await release.stop()
  return { members: median(times.members), strangers: median(times.strangers) }
}
