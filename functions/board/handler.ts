import * as real from '#functions/adapters/real.ts'
import { httpHandler } from '#functions/edge/http-handler.ts'
import { boardRoutes } from './board-routes.ts'
import type { BoardDependencies } from './dependencies.ts'

const dependencies = (): BoardDependencies => ({
  cases: real.cases(),
  links: real.links(),
  files: real.files(),
  signIns: real.signIns(),
  throttle: real.throttle(),
  codes: real.codes(),
  factors: real.factors(),
  mailer: real.mailer(),
  effects: real.effects(),
  figures: real.figures(),
  commit: real.commit(),
  programme: real.programme,
  publicUrl: real.publicUrl,
})

/** The case office; see the catalogue for its routes. */
export const handler = httpHandler({ dependencies, routes: boardRoutes })
