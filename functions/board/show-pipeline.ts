import { type HttpRequest, json, page } from '#functions/edge/http.ts'
import { caseFilterSchema } from './case-filter.ts'
import type { BoardDependencies } from './dependencies.ts'
import { findCases } from './find-cases.ts'
import { pipelineOf } from './pipeline.ts'
import { pipelinePage } from './pipeline-page.ts'
import type { Answer, Desk } from './session.ts'

/** Far more than a city has open at once; the page says so when there are more. */
const mostRead = 2_000

/** How long cases have been in each step, and what the city expects of them. */
export async function showPipeline(
  request: HttpRequest,
  { cases, commit, programme }: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const now = commit.now()
  const search = { filter: caseFilterSchema.parse({ show: 'open' }), cursor: undefined, now }
  const found = await findCases(cases, search, { wanted: mostRead, mostRead })
  const present = programme()
  const steps = pipelineOf(
    found.cases.map(({ state }) => state),
    { programme: present, now },
  )
  const { read } = found
  const isBounded = found.cursor !== null
  if (request.wants === 'json') return json(200, { steps, read, complete: !isBounded })
  return page(200, pipelinePage({ steps, read, isBounded, desk, programme: present }))
}
