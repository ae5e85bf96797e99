import * as real from '#functions/shared/aws/real.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { reviewRoutes } from './review-routes.ts'

/** One seat's page, for a person without an account who comes by the link that was mailed to them. */
export const handler = httpHandler<ReviewDependencies>({
  dependencies: () => ({
    ...real.commit(),
    cases: real.cases(),
    links: real.links(),
    drafts: real.drafts(),
    files: real.files(),
  }),
  routes: reviewRoutes,
})
