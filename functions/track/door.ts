import { called } from '#functions/shared/called.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import { type AskLostLinkDependencies, askLostLink, showLostLink } from './lost-link.ts'
import { recordRevision } from './record-revision.ts'
import { recordWithdrawal } from './record-withdrawal.ts'
import { sendDocument } from './send-document.ts'
import { sendEvidence } from './send-evidence.ts'
import { showCase } from './show-case.ts'
import type { TrackDependencies } from './track-dependencies.ts'

/** A route for each key that the catalogue gives this function. */
export const trackRoutes = {
  'GET /lost-link': showLostLink,
  'POST /lost-link': askLostLink,
  'GET /track/{token}': showCase,
  'GET /track/{token}/files/{file}': sendDocument,
  'GET /track/{token}/evidence.zip': sendEvidence,
  'POST /track/{token}/revision': recordRevision,
  'POST /track/{token}/withdrawal': recordWithdrawal,
} satisfies RoutesOf<'track', TrackDependencies & AskLostLinkDependencies>

const ports = ['cases', 'links', 'throttle', 'files', 'signIns'] as const

/** The applicant's own page, for whoever has the link that was mailed when the address was confirmed. */
export function door(home: Pick<Home, (typeof ports)[number] | 'commit' | 'programme' | 'edge'>) {
  const { programme } = home
  const dependencies = () =>
    readingTogether({ ...home.commit(), ...called(home, ports), programme }, 'papers')
  return httpHandler({ edge: home.edge, dependencies, routes: trackRoutes })
}
