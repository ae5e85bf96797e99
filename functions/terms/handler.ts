import * as real from '#functions/shared/aws/real.ts'
import { ownTypesetter } from '#functions/shared/contract/own-typesetter.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
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
