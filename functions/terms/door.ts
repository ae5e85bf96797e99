import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import type { TermsDependencies } from './dependencies.ts'
import { termsRoutes } from './terms-routes.ts'

/** The case office's editor of a contract's terms; see the catalogue for its routes. */
export function door(
  home: Pick<Home, 'cases' | 'links' | 'typesetter' | 'commit' | 'programme' | 'publicUrl'>,
) {
  const dependencies = (): TermsDependencies => ({
    cases: home.cases(),
    links: home.links(),
    typesetter: home.typesetter,
    commit: home.commit(),
    programme: home.programme,
    publicUrl: home.publicUrl,
  })
  return httpHandler({ dependencies, routes: termsRoutes })
}
