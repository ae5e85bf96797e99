import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { monthOf, monthsUntil } from '#workflows/board/figures.ts'
import { pipelinePage } from './pipeline-page.ts'
import { completedIn, decisionsOf, pipelineOf } from './pipeline.ts'

/** Jalali months that are looked back upon, the present one included. */
const monthsShown = 12

/**
 * What is in each step, how long it takes, what the city expects, and what was decided in each month. It reads figures that are
 * kept as they change, and of each step the one case that is oldest: as much for ten cases as for a hundred thousand.
 */
export async function showPipeline(
  request: HttpRequest,
  { cases, commit, figures, programme }: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const now = commit.now()
  const current = programme()
  const month = monthOf(now.toISOString(), current.timeZone)
  const [first = month] = monthsUntil(month, monthsShown)
  const [present, past] = await Promise.all([figures.present(), figures.months(first, month)])
  const steps = await pipelineOf({ present, past }, { programme: current, now, cases })
  const months = decisionsOf(past, month, monthsShown)
  const completed = completedIn(past)
  if (request.wants === 'json') return json(200, { steps, months, completed })
  return page(200, pipelinePage({ steps, months, completed, desk, programme: current, now }))
}
