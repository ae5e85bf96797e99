import * as real from '#functions/shared/aws/real.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { financeRoutes } from './finance-routes.ts'
import type { FinanceDependencies } from './visit.ts'

const dependencies = (): FinanceDependencies => ({
  cases: real.cases(),
  links: real.links(),
  files: real.files(),
  codes: real.codes(),
  mailer: real.mailer(),
  throttle: real.throttle(),
  commit: real.commit(),
})

/** Finance's page; see the catalogue for its routes. */
export const handler = httpHandler({ dependencies, routes: financeRoutes })
