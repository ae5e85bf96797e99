import { evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import { visitCase } from './case-visit.ts'
import type { TrackDependencies } from './track-dependencies.ts'

/** GET of the bundle by which the applicant verifies the case as it stands now, whatever its state. */
export async function sendEvidence(request: HttpRequest, dependencies: TrackDependencies): Promise<Answer> {
  const visit = await visitCase(request, dependencies)
  if ('code' in visit) return visit
  const location = await evidenceBundleUrl(visit.state.reference, 'applicant', dependencies)
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' }
}
