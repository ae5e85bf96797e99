import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { writtenReference } from '#workflows/form/written-reference.ts'
import { isWhole } from '#workflows/text/normalise.ts'
import { boardPage } from './board-page.ts'
import { rowOf } from './board-row.ts'
import { type CaseFilter, caseFilterSchema, cursorSchema } from './case-filter.ts'
import { type Found, findCases } from './find-cases.ts'
import { unlessPoisoned, unreadableRow } from './poisoned.ts'

const pageLength = 50
const mostRead = 500

/** The cases that are asked for. A browser that asks for one whole reference is led to that case. */
export async function listCases(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { cases, commit, programme } = dependencies
  const filter = caseFilterSchema.parse(request.query)
  if (!isWhole(filter.q)) return problems.notUtf8('q')
  const cursor = cursorSchema.parse(request.query['cursor'])
  const now = commit.now()
  const search = { filter, cursor, now, programme: programme() }
  const named = cursor === undefined ? await byReference(filter, dependencies) : undefined
  const [only] = [...(named?.cases ?? []), ...(named?.unreadable ?? [])]
  if (only !== undefined && request.wants === 'html') {
    return seeOther(inLanguage(paths.boardCase(only.reference), request))
  }
  const found = named ?? (await findCases(cases, search, { wanted: pageLength, mostRead }))
  const shown = await Promise.all(found.cases.map((summary) => rowOf(summary, dependencies, desk.member)))
  const rows = [...shown, ...found.unreadable.map(unreadableRow)]
  const { read, cursor: next } = found
  if (request.wants === 'json') {
    return json(200, { show: filter.show, filter, cases: rows, read, cursor: next })
  }
  // A page that is not full, with more behind it, means that the search stopped at its bound.
  const isBounded = next !== null && rows.length < pageLength
  return page(
    200,
    boardPage({
      rows,
      filter,
      next,
      cursor: cursor ?? null,
      isBounded,
      read,
      desk,
      programme: programme(),
      now,
    }),
  )
}

/** Whoever types a whole reference means that one case, wherever it stands: no list has to be read for it. */
async function byReference(
  { q }: CaseFilter,
  { cases, commit }: BoardDependencies,
): Promise<Found | undefined> {
  const reference = writtenReference(q)
  if (reference === undefined) return undefined
  const open = await unlessPoisoned(async () => ({ found: await cases.find(reference) }))
  if (open === undefined) {
    const unreadable = [{ reference, updated: commit.now().toISOString() }]
    return { cases: [], unreadable, read: 1, cursor: null }
  }
  if (open.found === undefined) return undefined
  const { state, tip } = open.found
  const entries = await unlessPoisoned(() => cases.entries(reference))
  const updated = entries?.at(-1)?.at ?? state.submittedAt
  return {
    cases: [{ reference: state.reference, state, tip, updated }],
    unreadable: [],
    read: 1,
    cursor: null,
  }
}
