import { called } from '#functions/shared/called.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { checkFile, showCheck } from './check.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { showContract } from './show-contract.ts'
import { showContracts } from './show-contracts.ts'
import { showAcceptedTerms, showSubmissionTerms } from './submission-terms-page.ts'

/** A route for each key that the catalogue gives this function. */
const publicRoutes = {
  'GET /verify': showCheck,
  'POST /verify': checkFile,
  'GET /contracts': showContracts,
  'GET /contracts/{file}': showContract,
  'GET /terms': showSubmissionTerms,
  'GET /terms/{digest}': showAcceptedTerms,
} satisfies RoutesOf<'public', PublicDependencies>

const ports = ['cases', 'contracts', 'files', 'throttle', 'programme', 'publicUrl'] as const

/** What anybody may see of contracts: the check of one, and those that are published. */
export function door(home: Pick<Home, (typeof ports)[number] | 'programmeOf' | 'now' | 'edge'>) {
  const { programmeOf, now } = home
  const dependencies = () => ({ ...called(home, ports), programmeOf, now })
  return httpHandler({ edge: home.edge, dependencies, routes: publicRoutes })
}
