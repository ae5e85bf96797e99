import { newEnrolment } from '#functions/shared/office/second-factor.ts'
import { memberWith } from '#functions/shared/office/sign-in-link.ts'
import type { Factors } from '#functions/shared/ports/factors.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import type { SignIns } from '#functions/shared/ports/sign-ins.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { CommandOutcome } from './commands.ts'

export interface ResetDependencies {
  readonly factors: Pick<Factors, 'find' | 'reset'>
  readonly links: Pick<Links, 'endSessions'>
  readonly signIns: Pick<SignIns, 'ask'>
  readonly programme: Programme
  readonly random: Random
  readonly now: Date
}

/** What a colleague does on the board, where there is none at this hour: the member sets a factor up anew at the next sign-in, with the code that is printed here. */
export async function resetFactor(address: string, reset: ResetDependencies): Promise<CommandOutcome> {
  const { factors, links, signIns, programme, random, now } = reset
  const member = memberWith(address, programme)
  if (member === undefined) return { ok: false, lines: ['No member of the board has that address.'] }
  // Whoever had none is not told of a code that nobody has for them.
  const tells = (await factors.find(member.email)) === undefined ? 'sessions-ended' : 'factor-reset'
  await signIns.ask({ kind: 'news', email: member.email, at: now.toISOString(), tells })
  const { shown, enrolment } = newEnrolment(random, now)
  const had = await factors.reset(member.email, enrolment)
  await links.endSessions(member.email)
  const lines = [
    had ? 'The second factor was removed.' : 'There was no second factor.',
    'Their sessions ended, and they are told by mail.',
    ...(had
      ? [
          `Enrolment code: ${shown}`,
          'They need it for the next one: tell it by phone or in person, not by mail.',
        ]
      : []),
  ]
  return { ok: true, lines }
}
