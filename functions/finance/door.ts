import { called } from '#functions/shared/called.ts'
import { type CodedHome, codedPorts } from '#functions/shared/coded-home.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { financeRoutes } from './finance-routes.ts'

/** Finance's page; see the catalogue for its routes. */
export function door(home: CodedHome) {
  return httpHandler({ edge: home.edge, dependencies: () => called(home, codedPorts), routes: financeRoutes })
}
