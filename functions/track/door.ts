import { called } from '#functions/shared/called.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { trackRoutes } from './track-routes.ts'

const ports = ['cases', 'links', 'throttle', 'files', 'signIns'] as const

/** The applicant's own page, for whoever has the link that was mailed when the address was confirmed. */
export function door(home: Pick<Home, (typeof ports)[number] | 'commit' | 'programme' | 'edge'>) {
  const { programme } = home
  const dependencies = () => ({ ...home.commit(), ...called(home, ports), programme })
  return httpHandler({ edge: home.edge, dependencies, routes: trackRoutes })
}
