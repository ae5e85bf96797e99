import { called } from '#functions/shared/called.ts'
import { type CodedHome, codedPorts } from '#functions/shared/coded-home.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { signRoutes } from './sign-routes.ts'

/** A signatory's page; see the catalogue for its routes. */
export function door(home: CodedHome) {
  return httpHandler({ edge: home.edge, dependencies: () => called(home, codedPorts), routes: signRoutes })
}
