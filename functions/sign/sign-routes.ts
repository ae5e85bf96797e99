import type { Route } from '#functions/edge/http-handler.ts'
import { askCode } from './ask-code.ts'
import { refuseContract } from './refuse-contract.ts'
import { openContract, showContract } from './show-contract.ts'
import { signContract } from './sign-contract.ts'
import type { SignDependencies } from './visit.ts'

/** By route key of the catalogue. */
export const signRoutes = {
  'GET /sign/{token}': showContract,
  'GET /sign/{token}/files/{file}': openContract,
  'POST /sign/{token}': signContract,
  'POST /sign/{token}/code': askCode,
  'POST /sign/{token}/refusal': refuseContract,
} satisfies Readonly<Record<string, Route<SignDependencies>>>
