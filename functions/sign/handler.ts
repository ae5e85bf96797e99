import * as real from '#functions/shared/aws/real.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { signRoutes } from './sign-routes.ts'
import type { SignDependencies } from './visit.ts'

const dependencies = (): SignDependencies => ({
  cases: real.cases(),
  links: real.links(),
  files: real.files(),
  codes: real.codes(),
  mailer: real.mailer(),
  throttle: real.throttle(),
  commit: real.commit(),
})

/** A signatory's page; see the catalogue for its routes. */
export const handler = httpHandler({ dependencies, routes: signRoutes })
