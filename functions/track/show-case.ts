import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import { visitCase } from './case-visit.ts'
import type { TrackDependencies } from './track-dependencies.ts'
import { trackJson } from './track-json.ts'
import { trackPage } from './track-page.ts'
import { trackSheet } from './track-sheet.ts'

/** GET of the applicant's link. It opens as long as the case is kept, also after its end. */
export async function showCase(request: HttpRequest, dependencies: TrackDependencies): Promise<Answer> {
  const visit = await visitCase(request, dependencies)
  if ('code' in visit) return visit
  const sheet = await trackSheet(visit, dependencies)
  if (request.wants === 'json') return json(200, trackJson(sheet))
  return page(200, trackPage({ sheet, idempotencyKey: dependencies.random.id() }))
}
