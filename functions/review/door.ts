import { called } from '#functions/shared/called.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import { recordDecision } from './record-decision.ts'
import { recordDeclaration } from './record-declaration.ts'
import { recordDelegation } from './record-delegation.ts'
import { recordRecusal } from './record-recusal.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { saveDraft } from './save-draft.ts'
import { sendFile } from './send-file.ts'
import { showReview } from './show-review.ts'

/** A route for each key that the catalogue gives this function. */
export const reviewRoutes = {
  'GET /review/{token}': showReview,
  'GET /review/{token}/files/{file}': sendFile,
  'POST /review/{token}': recordDecision,
  'POST /review/{token}/draft': saveDraft,
  'POST /review/{token}/declaration': recordDeclaration,
  'POST /review/{token}/recusal': recordRecusal,
  'POST /review/{token}/delegation': recordDelegation,
} satisfies RoutesOf<'review', ReviewDependencies>

const ports = ['cases', 'links', 'drafts', 'files'] as const

/** One seat's page, for a person without an account who comes by the link that was mailed to them. */
export function door(home: Pick<Home, (typeof ports)[number] | 'commit' | 'edge'>) {
  const dependencies = () => readingTogether({ ...home.commit(), ...called(home, ports) }, 'papers')
  return httpHandler({ edge: home.edge, dependencies, routes: reviewRoutes })
}
