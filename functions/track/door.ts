import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import type { AskLostLinkDependencies } from './lost-link.ts'
import type { TrackDependencies } from './track-dependencies.ts'
import { trackRoutes } from './track-routes.ts'

type TrackHome = Pick<Home, 'cases' | 'links' | 'throttle' | 'files' | 'signIns' | 'programme' | 'commit'>

/** The applicant's own page, for whoever has the link that was mailed when the address was confirmed. */
export function door(home: TrackHome) {
  return httpHandler<TrackDependencies & AskLostLinkDependencies>({
    dependencies: () => ({
      ...home.commit(),
      cases: home.cases(),
      links: home.links(),
      throttle: home.throttle(),
      files: home.files(),
      signIns: home.signIns(),
      programme: home.programme,
    }),
    routes: trackRoutes,
  })
}
