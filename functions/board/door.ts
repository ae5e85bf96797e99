import { called } from '#functions/shared/called.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { boardRoutes } from './board-routes.ts'

const ports = [
  'cases',
  'links',
  'files',
  'signIns',
  'throttle',
  'codes',
  'factors',
  'mailer',
  'effects',
  'figures',
  'commit',
] as const

/** The case office; see the catalogue for its routes. */
export function door(home: Pick<Home, (typeof ports)[number] | 'programme' | 'publicUrl' | 'edge'>) {
  const { programme, publicUrl } = home
  const dependencies = () => ({ ...called(home, ports), programme, publicUrl })
  return httpHandler({ edge: home.edge, dependencies, routes: boardRoutes })
}
