import type { CaseSummary } from '#functions/adapters/case-store.ts'
import { type HttpRequest, json, page } from '#functions/edge/http.ts'
import { normaliseCode } from '#workflows/form/normalise.ts'
import { type BoardRow, boardPage } from './board-page.ts'
import { type CaseFilter, caseFilterSchema, cursorSchema } from './case-filter.ts'
import type { BoardDependencies } from './dependencies.ts'
import { type Found, findCases } from './find-cases.ts'
import type { Answer, Desk } from './session.ts'
import { standingOf } from './standing.ts'
import { statusWords } from './status-words.ts'

const pageLength = 50
const mostRead = 2_000

/** The cases that are asked for, the newest change first. */
export async function listCases(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { cases, commit, programme } = dependencies
  const filter = caseFilterSchema.parse(request.query)
  const cursor = cursorSchema.parse(request.query['cursor'])
  const search = { filter, cursor, now: commit.now() }
  const found =
    (cursor === undefined ? await byReference(filter, dependencies) : undefined) ??
    (await findCases(cases, search, { wanted: pageLength, mostRead }))
  const rows = await Promise.all(found.cases.map((summary) => rowOf(summary, dependencies)))
  const { read, cursor: next } = found
  if (request.wants === 'json') {
    return json(200, { show: filter.show, filter, cases: rows, read, cursor: next })
  }
  // A page that is not full, with more behind it, means that the search stopped at its bound.
  const isBounded = next !== null && rows.length < pageLength
  return page(
    200,
    boardPage({ rows, filter, next, cursor: cursor ?? null, isBounded, read, desk, programme: programme() }),
  )
}

/** Whoever types a whole reference means that one case, wherever it stands: no list has to be read for it. */
async function byReference({ q }: CaseFilter, { cases }: BoardDependencies): Promise<Found | undefined> {
  const reference = /^tsv[\d\s\p{Pd}]/iu.test(q) ? wholeReference(q) : undefined
  const open = reference === undefined ? undefined : await cases.find(reference)
  if (open === undefined) return undefined
  const { state } = open
  const entries = await cases.entries(state.reference)
  const updated = entries.at(-1)?.at ?? state.submittedAt
  return { cases: [{ reference: state.reference, state, updated }], read: 1, cursor: null }
}

/** `tsv ۱۴۰۵ 7f3k2` is `TSV-1405-7F3K2`; undefined when it is a part only. */
function wholeReference(text: string): string | undefined {
  const match = /^TSV(\d{4})([0-9A-Z]{5})$/.exec(normaliseCode(text).toUpperCase())
  return match === null ? undefined : `TSV-${match[1]}-${match[2]}`
}

async function rowOf(
  { reference, state, updated }: CaseSummary,
  { cases, commit }: BoardDependencies,
): Promise<BoardRow> {
  const programme = commit.programmeOf(state.programme)
  // Of all waits only this one begins at a time that the head does not hold.
  const entries = state.status === 'with-finance' ? await cases.entries(reference) : []
  return {
    reference,
    title: state.title,
    organisation: state.applicant?.organisation ?? null,
    status: state.status,
    statusWords: statusWords(state, programme),
    standing: standingOf(state, { programme, now: commit.now(), updated, entries }),
    updated,
  }
}
