import { called } from '#functions/shared/called.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { publicRoutes } from './public-routes.ts'

const ports = ['cases', 'contracts', 'files', 'throttle', 'programme', 'publicUrl'] as const

/** What anybody may see of contracts: the check of one, and those that are published. */
export function door(home: Pick<Home, (typeof ports)[number] | 'programmeOf' | 'now' | 'edge'>) {
  const { programmeOf, now } = home
  const dependencies = () => ({ ...called(home, ports), programmeOf, now })
  return httpHandler({ edge: home.edge, dependencies, routes: publicRoutes })
}
