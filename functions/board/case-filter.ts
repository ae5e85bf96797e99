import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isOverdue } from '#functions/shared/office/standing.ts'
import { caseStatusOf } from '#functions/shared/pages/status-words.ts'
import type { CaseList } from '#functions/shared/ports/case-store.ts'
import { drivingWord, searchTextOf, wordsIn } from '#workflows/board/search-words.ts'
import { closedPlace, placeInStage } from '#workflows/board/step.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { ProposalState, Status } from '#workflows/proposal/state.ts'

const narrowed = z.string().trim().max(200).catch('')

/** What the list's form asks for. Whatever else stands in an address is as if nothing did. */
export const caseFilterSchema = z
  .object({
    /** Words are looked for among all cases unless it is said where. */
    show: z.enum(['open', 'closed', 'all']).optional().catch(undefined),
    q: narrowed,
    stage: narrowed,
    status: narrowed,
    overdue: z
      .enum(['true', 'on', '1'])
      .transform(() => true)
      .catch(false),
  })
  .transform(({ show, ...filter }) => {
    // What is overdue under a completed contract is of a closed case.
    const isOfAll = wordsIn(filter.q).length > 0 || filter.overdue
    return { show: isOfAll ? (show ?? 'all') : show === 'closed' ? show : ('open' as const), ...filter }
  })
export type CaseFilter = z.infer<typeof caseFilterSchema>

export const cursorSchema = z.string().min(1).max(2000).optional().catch(undefined)

/** Whether anything is asked for besides open or closed. */
export function isNarrow({ q, stage, status, overdue }: CaseFilter): boolean {
  return wordsIn(q).length > 0 || stage !== '' || status !== '' || overdue
}

/**
 * Whether a case is looked for: each word that was typed stands in its reference, title, organisation or applicant's name,
 * however it is spelt there (ي or ی, with or without ZWNJ, digits of any kind).
 */
export function matcherOf(
  filter: CaseFilter,
  { now, programme }: { readonly now: Date; readonly programme: Pick<Programme, 'timeZone'> },
): (state: ProposalState) => boolean {
  const words = wordsIn(filter.q)
  return (state) => {
    if (filter.show !== 'all' && (filter.show === 'open') !== (state.status !== 'closed')) return false
    if (filter.stage !== '' && !('stage' in state && state.stage === filter.stage)) return false
    if (filter.status !== '' && caseStatusOf(state) !== filter.status) return false
    if (filter.overdue && !isOverdue(state, now, programme)) return false
    if (words.length === 0) return true
    const text = searchTextOf(state)
    return words.every((word) => text.includes(word))
  }
}

/**
 * The list of the table that comes nearest to what is asked for. It may hold more, and what it shows is judged by `matcherOf`;
 * alone, each filter has a list of its own that holds nothing else.
 */
export function listFor(
  { show, q, stage, status, overdue }: CaseFilter,
  { programme, now }: { programme: Pick<Programme, 'stages'>; now: Date },
): CaseList {
  const word = drivingWord(wordsIn(q))
  if (word !== undefined) return { word }
  if (overdue) return { deadline: { until: now.toISOString() } }
  if (show === 'closed') {
    return status === '' ? { open: false } : { places: [closedPlace(status)], newestFirst: true }
  }
  if (stage === '' && status === '') return { open: true }
  const stages = stage === '' ? programme.stages.map(({ id }) => id) : [stage]
  const inStages = stageStatuses.filter((each) => status === '' || each === status)
  if (stage === '' && inStages.length === 0) return { places: [status] }
  return { places: inStages.flatMap((each) => stages.map((id) => placeInStage(each, id))) }
}

/** What decides the order of what is shown; it goes with `listFor`. */
export function orderOf({
  show,
  q,
  stage,
  status,
  overdue,
}: CaseFilter): 'change' | 'step' | 'deadline' | 'words' {
  if (drivingWord(wordsIn(q)) !== undefined) return 'words'
  if (overdue) return 'deadline'
  return show === 'open' && (stage !== '' || status !== '') ? 'step' : 'change'
}

/**
 * The rows of a page. A list by the last change goes by what its reader is told of it, since a colleague's vote is a change too;
 * every other order tells of none.
 */
export function inToldOrder<R extends { readonly updated: string }>(
  rows: readonly R[],
  filter: CaseFilter,
): readonly R[] {
  if (orderOf(filter) !== 'change' || filter.show === 'closed') return rows
  return rows.toSorted(
    (one, other) => Number(one.updated < other.updated) - Number(one.updated > other.updated),
  )
}

/** The statuses that say in which stage. */
const stageStatuses = ['between-stages', 'in-review', 'awaiting-revision'] as const satisfies Status[]

type Listing = ReturnType<typeof paths.boardCases | typeof paths.exportCsv | typeof paths.exportJson>

/** An address of the list, or of its export, that keeps what was asked for. */
export function listAddress(listing: Listing, filter: CaseFilter, cursor: string | null = null): string {
  const query = new URLSearchParams({ show: filter.show })
  for (const name of ['q', 'stage', 'status'] as const) if (filter[name] !== '') query.set(name, filter[name])
  if (filter.overdue) query.set('overdue', 'true')
  if (cursor !== null) query.set('cursor', cursor)
  return `${listing}?${query.toString()}`
}
