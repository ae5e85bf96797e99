import * as real from '#functions/shared/aws/real.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { publicRoutes } from './public-routes.ts'

const dependencies = (): PublicDependencies => ({
  cases: real.cases(),
  contracts: real.contracts(),
  files: real.files(),
  throttle: real.throttle(),
  programme: real.programme(),
  programmeOf: real.programmeOf,
  publicUrl: real.publicUrl(),
  now: real.now,
})

/** What anybody may see of contracts: the check of one, and those that are published. */
export const handler = httpHandler({ dependencies, routes: publicRoutes })
