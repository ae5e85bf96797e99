import type { RoutesOf } from '#functions/shared/edge/http-handler.ts'
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
