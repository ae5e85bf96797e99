import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { reviewRoutes } from './review-routes.ts'

/** One seat's page, for a person without an account who comes by the link that was mailed to them. */
export function door(home: Pick<Home, 'cases' | 'links' | 'drafts' | 'files' | 'commit'>) {
  return httpHandler<ReviewDependencies>({
    dependencies: () => ({
      ...home.commit(),
      cases: home.cases(),
      links: home.links(),
      drafts: home.drafts(),
      files: home.files(),
    }),
    routes: reviewRoutes,
  })
}
