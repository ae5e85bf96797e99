import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { currentRevision, fileOfSeat } from './review-sheet.ts'
import { seatOverAnswer } from './seat-over.ts'
import { visitSeat } from './seat-visit.ts'

/** GET of an attachment of the current revision, or of one that a round of the case file was about, for reviewers who have declared. */
export async function sendFile(request: HttpRequest, dependencies: ReviewDependencies): Promise<Answer> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  if (visit.standing === 'over') return seatOverAnswer(request, visit)
  if (!visit.seat.declared) return problemOf(refuse('declaration-missing'))
  const [{ files }, seen] = await Promise.all([
    currentRevision(visit, dependencies),
    fileOfSeat(visit, dependencies),
  ])
  const file = [...files, ...(seen?.rounds ?? []).flatMap((round) => round.files)].find(
    ({ fileId }) => fileId === request.path['file'],
  )
  if (file === undefined) return problems.notFound
  const { name, type } = file
  const key = attachmentKey(visit.state.reference, file)
  const location = await dependencies.files.url(key, { name, type, inline: true })
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' }
}
