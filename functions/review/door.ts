import { called } from '#functions/shared/called.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { reviewRoutes } from './review-routes.ts'

const ports = ['cases', 'links', 'drafts', 'files'] as const

/** One seat's page, for a person without an account who comes by the link that was mailed to them. */
export function door(home: Pick<Home, (typeof ports)[number] | 'commit' | 'edge'>) {
  const dependencies = () => ({ ...home.commit(), ...called(home, ports) })
  return httpHandler({ edge: home.edge, dependencies, routes: reviewRoutes })
}
