import { logFailure } from '#functions/shared/edge/failure-log.ts'
import type { Home } from '#functions/shared/home.ts'
import type { SignInDependencies } from '#functions/shared/office/sign-in-link.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { openTurns } from '#functions/shared/turns.ts'
import type { CountDependencies } from './count-case.ts'
import { type EffectDependencies, runEffect } from './run-effect.ts'
import type { SettleDependencies } from './settle.ts'

export type SettlingHome = Pick<
  Home,
  | 'cases'
  | 'links'
  | 'files'
  | 'mailer'
  | 'events'
  | 'deliveryQueue'
  | 'waits'
  | 'workflow'
  | 'programmeOf'
  | 'publicUrl'
  | 'now'
  | 'signIns'
  | 'throttle'
  | 'programme'
  | 'effects'
  | 'figures'
  | 'commit'
>

/** A mail service takes no more at once of a new sender, however many cases have something to tell. */
const mailTurns = openTurns({ atOnce: 8 })

/** What whoever settles entries needs: the relay at once, the clock for what did not arrive. */
export function settling(
  home: Omit<SettlingHome, 'commit'>,
): SettleDependencies &
  EffectDependencies &
  CountDependencies &
  Omit<SignInDependencies, 'cases'> & { cases: CaseStore; failed: typeof logFailure } {
  const cases = home.cases()
  const mailer = home.mailer()
  const running: EffectDependencies = {
    cases,
    links: home.links(),
    files: home.files(),
    mailer: { send: (mail) => mailTurns.run(() => mailer.send(mail)) },
    events: home.events(),
    deliveryQueue: home.deliveryQueue(),
    waits: home.waits(),
    workflow: home.workflow(),
    programmeOf: home.programmeOf,
    publicUrl: home.publicUrl(),
    now: home.now,
  }
  return {
    ...running,
    cases,
    signIns: home.signIns(),
    throttle: home.throttle(),
    programme: home.programme,
    effects: home.effects(),
    figures: home.figures(),
    run: (tasks) => runEffect(tasks, running),
    failed: logFailure,
  }
}
