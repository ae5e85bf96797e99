import { called } from '#functions/shared/called.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { termsRoutes } from './terms-routes.ts'

/** The case office's editor of a contract's terms; see the catalogue for its routes. */
export function door(
  home: Pick<Home, 'cases' | 'links' | 'typesetter' | 'commit' | 'programme' | 'publicUrl' | 'edge'>,
) {
  const { typesetter, programme, publicUrl } = home
  const dependencies = () => ({
    ...called(home, ['cases', 'links', 'commit']),
    typesetter,
    programme,
    publicUrl,
  })
  return httpHandler({ edge: home.edge, dependencies, routes: termsRoutes })
}
