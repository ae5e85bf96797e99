import * as real from '#functions/shared/aws/real.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { boardRoutes } from './board-routes.ts'

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
