import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, page } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { linkButton, notice } from '#functions/shared/pages/parts.ts'
import { fields } from '#workflows/form/fields.ts'
import { type FieldChange, isForReviewers, revisionChanges } from '#workflows/proposal/revision-changes.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { changesView } from './changes-view.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { currentRevision } from './review-sheet.ts'
import { keepWords } from './save-draft.ts'
import { seatOverTexts } from './seat-over-texts.ts'
import { seatOverAnswer } from './seat-over.ts'
import { type OpenVisit, visitSeat } from './seat-visit.ts'

/**
 * 409: the decision was about documents that have changed since; says what changed and offers the new version. What was
 * written is kept as a draft, so that nobody writes it twice.
 */
export async function staleAnswer(
  request: HttpRequest,
  dependencies: ReviewDependencies,
  shownDigest: string,
): Promise<Answer> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  if (visit.standing === 'over') return seatOverAnswer(request, visit)
  const changes = await changesSince(visit, dependencies, shownDigest)
  await keepWords(request, visit, dependencies)
  if (request.wants === 'json') return { ...problems.stale, errors: changes.map(changeFault) }
  return page(409, stalePage(visit, changes, inLanguage(paths.review(visit.token), request)))
}

/** Digests that belong to no earlier revision are compared with nothing: then nothing is known to have changed. */
async function changesSince(
  visit: OpenVisit,
  dependencies: ReviewDependencies,
  shownDigest: string,
): Promise<readonly FieldChange[]> {
  const { reference, revision } = visit.state
  const earlier: (Revision | undefined)[] = []
  for (let number = revision - 1; number > 0; number -= 1) {
    earlier.push(await dependencies.cases.revision(reference, number))
  }
  const shown = earlier.find((candidate) => candidate?.documentsDigest === shownDigest)
  if (shown === undefined) return []
  return revisionChanges(shown, await currentRevision(visit, dependencies), isForReviewers)
}

function changeFault({ field }: FieldChange): FieldFault {
  return { field, code: 'changed', message: fields[field].label }
}

function stalePage(visit: OpenVisit, changes: readonly FieldChange[], path: string): string {
  const { language, programme, token } = visit
  const { stale } = seatOverTexts[language]
  const main = html`<h1>${stale.title}</h1>
${notice('warning', stale.explain)}
${changes.length > 0 && html`<section><h2>${stale.changed}</h2>${changesView(changes, language)}</section>`}
<p>${linkButton(path, stale.link, 'primary')}</p>`
  return layout({ language, title: stale.title, programme, path: paths.review(token), main })
}
