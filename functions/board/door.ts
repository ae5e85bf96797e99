import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { boardRoutes } from './board-routes.ts'

type BoardHome = Pick<
  Home,
  | 'cases'
  | 'links'
  | 'files'
  | 'signIns'
  | 'throttle'
  | 'codes'
  | 'factors'
  | 'mailer'
  | 'effects'
  | 'figures'
  | 'commit'
  | 'programme'
  | 'publicUrl'
>

/** The case office; see the catalogue for its routes. */
export function door(home: BoardHome) {
  const dependencies = (): BoardDependencies => ({
    cases: home.cases(),
    links: home.links(),
    files: home.files(),
    signIns: home.signIns(),
    throttle: home.throttle(),
    codes: home.codes(),
    factors: home.factors(),
    mailer: home.mailer(),
    effects: home.effects(),
    figures: home.figures(),
    commit: home.commit(),
    programme: home.programme,
    publicUrl: home.publicUrl,
  })
  return httpHandler({ dependencies, routes: boardRoutes })
}
