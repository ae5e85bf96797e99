import type { Route } from '#functions/edge/http-handler.ts'
import { recordRevision } from './record-revision.ts'
import { recordWithdrawal } from './record-withdrawal.ts'
import { sendDocument } from './send-document.ts'
import { sendEvidence } from './send-evidence.ts'
import { showCase } from './show-case.ts'
import type { TrackDependencies } from './track-dependencies.ts'

/** By route key of the catalogue. */
export const trackRoutes: Readonly<Record<string, Route<TrackDependencies>>> = {
  'GET /track/{token}': showCase,
  'GET /track/{token}/files/{file}': sendDocument,
  'GET /track/{token}/evidence.zip': sendEvidence,
  'POST /track/{token}/revision': recordRevision,
  'POST /track/{token}/withdrawal': recordWithdrawal,
}
