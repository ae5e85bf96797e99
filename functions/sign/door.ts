import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { signRoutes } from './sign-routes.ts'
import type { SignDependencies } from './visit.ts'

/** A signatory's page; see the catalogue for its routes. */
export function door(
  home: Pick<Home, 'cases' | 'links' | 'files' | 'codes' | 'mailer' | 'throttle' | 'commit'>,
) {
  const dependencies = (): SignDependencies => ({
    cases: home.cases(),
    links: home.links(),
    files: home.files(),
    codes: home.codes(),
    mailer: home.mailer(),
    throttle: home.throttle(),
    commit: home.commit(),
  })
  return httpHandler({ dependencies, routes: signRoutes })
}
