import { ownTypesetter } from '#functions/adapters/own-typesetter.ts'
import * as real from '#functions/adapters/real.ts'
import { httpHandler } from '#functions/edge/http-handler.ts'
import type { TermsDependencies } from './dependencies.ts'
import { termsRoutes } from './terms-routes.ts'

const dependencies = (): TermsDependencies => ({
  cases: real.cases(),
  links: real.links(),
  typesetter: ownTypesetter,
  commit: real.commit(),
  programme: real.programme,
  publicUrl: real.publicUrl,
})

/** The case office's editor of a contract's terms; see the catalogue for its routes. */
export const handler = httpHandler({ dependencies, routes: termsRoutes })
