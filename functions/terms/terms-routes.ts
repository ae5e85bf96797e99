import { forMembers } from '#functions/board/session.ts'
import type { Route } from '#functions/edge/http-handler.ts'
import type { TermsDependencies } from './dependencies.ts'
import { previewTerms } from './preview-terms.ts'
import { releaseTerms, saveTerms } from './save-terms.ts'
import { showTerms } from './show-terms.ts'

/** By route key of the catalogue. */
export const termsRoutes = {
  'GET /board/cases/{reference}/terms': forMembers(showTerms),
  'POST /board/cases/{reference}/terms': forMembers(saveTerms),
  'POST /board/cases/{reference}/terms/preview': forMembers(previewTerms),
  'POST /board/cases/{reference}/terms/release': forMembers(releaseTerms),
} satisfies Readonly<Record<string, Route<TermsDependencies>>>
