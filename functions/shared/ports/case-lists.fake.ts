import { attentionOf } from '#workflows/board/attention.ts'
import { firstWordWith, searchWordsOf, shortestWord } from '#workflows/board/search-words.ts'
import { enteredStepAt, placeOf } from '#workflows/board/step.ts'
import type { Tip } from '#workflows/ledger/chain.ts'
import { soonestDueOf } from '#workflows/proposal/obligations.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { CaseList, CasePage, CaseStore } from './case-store.ts'

interface Kept {
  readonly state: ProposalState
  readonly tip: Tip
  /** Time and reference. */
  readonly updated: string
}

interface Listed extends Kept {
  /** Ascending in the order of the list, and unique. */
  readonly sort: string
}

/** A page of a list, by looking at every case there is. */
export function pageOf(
  all: readonly Kept[],
  { limit, cursor, ...list }: CaseList & CasePage,
): Awaited<ReturnType<CaseStore['list']>> {
  const rows = listedIn(all, list)
  const start = cursor === undefined ? 0 : rows.findIndex(({ sort }) => sort > cursor)
  const page = start === -1 ? [] : rows.slice(start, start + limit)
  const isLast = start === -1 || start + limit >= rows.length
  return {
    cases: page.map(({ state, tip, updated }) => ({
      reference: state.reference,
      state,
      tip,
      updated: updated.split('#', 1)[0] ?? '',
    })),
    cursor: isLast ? undefined : page.at(-1)?.sort,
  }
}

function listedIn(all: readonly Kept[], list: CaseList): Listed[] {
  return all
    .flatMap((kept) => {
      const sort = sortIn(list, kept)
      return sort === undefined ? [] : [{ ...kept, sort }]
    })
    .sort((a, b) => (a.sort < b.sort ? -1 : 1))
}

/** Undefined for a case that the list does not show. */
function sortIn(list: CaseList, { state, updated }: Kept): string | undefined {
  const { reference } = state
  if ('open' in list) return (state.status !== 'closed') === list.open ? reversed(updated) : undefined
  if ('places' in list) {
    if (!list.places.includes(placeOf(state))) return undefined
    const since = `${enteredStepAt(state)}#${reference}`
    return list.newestFirst === true ? reversed(since) : since
  }
  if ('deadline' in list) {
    const { from = '', until } = list.deadline
    const at = soonestDueOf(state)
    if (at === null) return undefined
    return at >= from && at <= until ? `${at}#${reference}` : undefined
  }
  if ('attention' in list) return attentionOf(state) === null ? undefined : updated
  const word = list.word.length < shortestWord ? undefined : firstWordWith(list.word, searchWordsOf(state))
  return word === undefined ? undefined : `${word}#${reversed(state.submittedAt)}#${reference}`
}

/** Text that sorts the other way round, letter by letter. */
function reversed(text: string): string {
  return Array.from(text, (letter) => String.fromCharCode(255 - (letter.codePointAt(0) ?? 0))).join('')
}
