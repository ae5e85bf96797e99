import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { financeRoutes } from './finance-routes.ts'
import type { FinanceDependencies } from './visit.ts'

/** Finance's page; see the catalogue for its routes. */
export function door(
  home: Pick<Home, 'cases' | 'links' | 'files' | 'codes' | 'mailer' | 'throttle' | 'commit'>,
) {
  const dependencies = (): FinanceDependencies => ({
    cases: home.cases(),
    links: home.links(),
    files: home.files(),
    codes: home.codes(),
    mailer: home.mailer(),
    throttle: home.throttle(),
    commit: home.commit(),
  })
  return httpHandler({ dependencies, routes: financeRoutes })
}
