import { uploadKey } from '#functions/adapters/files.ts'
import { problemOf, problems } from '#functions/edge/errors.ts'
import type { HttpRequest, HttpResponse } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { currentRevision } from './review-sheet.ts'
import { seatOverAnswer } from './seat-over.ts'
import { visitSeat } from './seat-visit.ts'

/** GET of an attachment of the current revision, for reviewers who have declared. */
export async function sendFile(
  request: HttpRequest,
  dependencies: ReviewDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  if (visit.standing === 'over') return seatOverAnswer(request, visit)
  if (!visit.seat.declared) return problemOf(refuse('declaration-missing'))
  const { files } = await currentRevision(visit, dependencies)
  const file = files.find(({ fileId }) => fileId === request.path['file'])
  if (file === undefined) return problems.notFound
  const { name, type } = file
  const location = await dependencies.files.url(uploadKey(file.fileId), { name, type, inline: true })
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' }
}
