import { called } from '#functions/shared/called.ts'
import { type CodedHome, codedPorts } from '#functions/shared/coded-home.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import { askCode } from './ask-code.ts'
import { refuseContract } from './refuse-contract.ts'
import { openContract, showContract } from './show-contract.ts'
import { signContract } from './sign-contract.ts'
import type { SignDependencies } from './visit.ts'

/** A route for each key that the catalogue gives this function. */
export const signRoutes = {
  'GET /sign/{token}': showContract,
  'GET /sign/{token}/files/{file}': openContract,
  'POST /sign/{token}': signContract,
  'POST /sign/{token}/code': askCode,
  'POST /sign/{token}/refusal': refuseContract,
} satisfies RoutesOf<'sign', SignDependencies>

/** A signatory's page; see the catalogue for its routes. */
export function door(home: CodedHome) {
  return httpHandler({
    edge: home.edge,
    dependencies: () => readingTogether(called(home, codedPorts), 'papers'),
    routes: signRoutes,
  })
}
