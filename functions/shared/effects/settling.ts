import * as real from '#functions/shared/aws/real.ts'
import { logFailure } from '#functions/shared/edge/failure-log.ts'
import type { SignInDependencies } from '#functions/shared/office/sign-in-link.ts'
import type { CountDependencies } from './count-case.ts'
import { type EffectDependencies, runEffect } from './run-effect.ts'
import type { SettleDependencies } from './settle.ts'

/** The real dependencies of whoever settles entries: the relay at once, the clock for what did not arrive. */
export function settling(): SettleDependencies &
  EffectDependencies &
  CountDependencies &
  Omit<SignInDependencies, 'cases'> & { failed: typeof logFailure } {
  const running: EffectDependencies = {
    cases: real.cases(),
    links: real.links(),
    files: real.files(),
    mailer: real.mailer(),
    events: real.events(),
    deliveryQueue: real.deliveryQueue(),
    waits: real.waits(),
    workflow: real.workflow(),
    programmeOf: real.programmeOf,
    publicUrl: real.publicUrl(),
    now: real.now,
  }
  return {
    ...running,
    signIns: real.signIns(),
    throttle: real.throttle(),
    programme: real.programme,
    effects: real.effects(),
    figures: real.figures(),
    run: (tasks) => runEffect(tasks, running),
    failed: logFailure,
  }
}
