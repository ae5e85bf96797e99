import { called } from '#functions/shared/called.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import type { Home } from '#functions/shared/home.ts'
import { rootNight } from './root-night.ts'

const ports = ['cases', 'files', 'mailer', 'programme', 'publicUrl'] as const

/** Called once a day. */
export function door(home: Pick<Home, (typeof ports)[number] | 'rootKey' | 'now'>) {
  return observed(async () => rootNight({ ...home.rootKey(), ...called(home, ports), now: home.now }))
}
