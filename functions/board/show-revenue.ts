import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { localDateOf } from '#workflows/programme/local-day.ts'
import { caseFilterSchema } from './case-filter.ts'
import { findCases } from './find-cases.ts'
import { municipalRevenue } from './revenue.ts'
import { revenuePage } from './revenue-page.ts'

/** Completed cases that are looked at, the last first; the page says so when there are more. */
const mostRead = 2_000

/** What the city expects of its contracts, and what has come. */
export async function showRevenue(
  request: HttpRequest,
  { cases, commit, programme }: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const now = commit.now()
  const filter = caseFilterSchema.parse({ show: 'closed', status: 'completed' })
  const search = { filter, cursor: undefined, now, programme: programme() }
  const found = await findCases(cases, search, { wanted: mostRead, mostRead })
  const present = programme()
  const today = localDateOf(now.getTime(), present.timeZone)
  const revenue = municipalRevenue(
    found.cases.map(({ state }) => state),
    today,
  )
  const { read } = found
  const isBounded = found.cursor !== null
  if (request.wants === 'json') return json(200, { ...revenue, today, read, complete: !isBounded })
  return page(200, revenuePage({ revenue, read, isBounded, desk, programme: present }))
}
