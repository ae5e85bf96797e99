import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { searchKey } from '#workflows/form/normalise.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { isOverdue } from './standing.ts'
import { caseStatusOf } from './status-words.ts'

const narrowed = z.string().trim().max(200).catch('')

/** What the list's form asks for. Whatever else stands in an address is as if nothing did. */
export const caseFilterSchema = z.object({
  show: z.enum(['open', 'closed']).catch('open'),
  q: narrowed,
  stage: narrowed,
  status: narrowed,
  overdue: z
    .enum(['true', 'on', '1'])
    .transform(() => true)
    .catch(false),
})
export type CaseFilter = z.infer<typeof caseFilterSchema>

export const cursorSchema = z.string().min(1).max(2000).optional().catch(undefined)

/** Whether anything is asked for besides open or closed. */
export function isNarrow({ q, stage, status, overdue }: CaseFilter): boolean {
  return searchKey(q) !== '' || stage !== '' || status !== '' || overdue
}

/**
 * Whether a case is looked for: each word that was typed stands in its reference, title or organisation, however it is spelt
 * there (ي or ی, with or without ZWNJ, digits of any kind).
 */
export function matcherOf(filter: CaseFilter, now: Date): (state: ProposalState) => boolean {
  const words = searchKey(filter.q)
    .split(' ')
    .filter((word) => word !== '')
  return (state) => {
    if (filter.stage !== '' && !('stage' in state && state.stage === filter.stage)) return false
    if (filter.status !== '' && caseStatusOf(state) !== filter.status) return false
    if (filter.overdue && !isOverdue(state, now)) return false
    if (words.length === 0) return true
    const text = searchKey([state.reference, state.title, state.applicant?.organisation ?? ''].join(' '))
    return words.every((word) => text.includes(word))
  }
}

type Listing = ReturnType<typeof paths.board | typeof paths.exportCsv | typeof paths.exportJson>

/** An address of the list, or of its export, that keeps what was asked for. */
export function listAddress(listing: Listing, filter: CaseFilter, cursor: string | null = null): string {
  const query = new URLSearchParams({ show: filter.show })
  for (const name of ['q', 'stage', 'status'] as const) if (filter[name] !== '') query.set(name, filter[name])
  if (filter.overdue) query.set('overdue', 'true')
  if (cursor !== null) query.set('cursor', cursor)
  return `${listing}?${query.toString()}`
}
