import * as real from '#functions/shared/aws/real.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { LostLinkDependencies } from './lost-link.ts'
import type { TrackDependencies } from './track-dependencies.ts'
import { trackRoutes } from './track-routes.ts'

/** The applicant's own page, for whoever has the link that was mailed when the address was confirmed. */
export const handler = httpHandler<TrackDependencies & LostLinkDependencies>({
  dependencies: () => ({
    ...real.commit(),
    cases: real.cases(),
    links: real.links(),
    throttle: real.throttle(),
    files: real.files(),
    signIns: real.signIns(),
    programme: real.programme,
  }),
  routes: trackRoutes,
})
