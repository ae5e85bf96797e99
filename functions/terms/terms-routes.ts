import type { RoutesOf } from '#functions/shared/edge/http-handler.ts'
import { forMembers } from '#functions/shared/office/session.ts'
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
