import type { RoutesOf } from '#functions/shared/edge/http-handler.ts'
import { checkFile, showCheck } from './check.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { showContract } from './show-contract.ts'
import { showContracts } from './show-contracts.ts'
import { showAcceptedTerms, showSubmissionTerms } from './submission-terms-page.ts'

/** A route for each key that the catalogue gives this function. */
export const publicRoutes = {
  'GET /verify': showCheck,
  'POST /verify': checkFile,
  'GET /contracts': showContracts,
  'GET /contracts/{file}': showContract,
  'GET /terms': showSubmissionTerms,
  'GET /terms/{digest}': showAcceptedTerms,
} satisfies RoutesOf<'public', PublicDependencies>
