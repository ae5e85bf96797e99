import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { publicRoutes } from './public-routes.ts'

type PublicHome = Pick<
  Home,
  'cases' | 'contracts' | 'files' | 'throttle' | 'programme' | 'programmeOf' | 'publicUrl' | 'now'
>

/** What anybody may see of contracts: the check of one, and those that are published. */
export function door(home: PublicHome) {
  const dependencies = (): PublicDependencies => ({
    cases: home.cases(),
    contracts: home.contracts(),
    files: home.files(),
    throttle: home.throttle(),
    programme: home.programme(),
    programmeOf: home.programmeOf,
    publicUrl: home.publicUrl(),
    now: home.now,
  })
  return httpHandler({ dependencies, routes: publicRoutes })
}
