import { called } from '#functions/shared/called.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import type { TermsDependencies } from './dependencies.ts'
import { previewTerms } from './preview-terms.ts'
import { releaseTerms, saveTerms } from './save-terms.ts'
import { showTerms } from './show-terms.ts'

/** A route for each key that the catalogue gives this function. */
export const termsRoutes = {
  'GET /board/cases/{reference}/terms': forMembers(showTerms),
  'POST /board/cases/{reference}/terms': forMembers(saveTerms),
  'POST /board/cases/{reference}/terms/preview': forMembers(previewTerms),
  'POST /board/cases/{reference}/terms/release': forMembers(releaseTerms),
} satisfies RoutesOf<'terms', TermsDependencies>

/** The case office's editor of a contract's terms; see the catalogue for its routes. */
export function door(
  home: Pick<Home, 'cases' | 'links' | 'typesetter' | 'commit' | 'programme' | 'publicUrl' | 'edge'>,
) {
  const { typesetter, programme, publicUrl } = home
  const dependencies = () =>
    readingTogether(
      { ...called(home, ['cases', 'links', 'commit']), typesetter, programme, publicUrl },
      'papers',
    )
  return httpHandler({ edge: home.edge, dependencies, routes: termsRoutes })
}
