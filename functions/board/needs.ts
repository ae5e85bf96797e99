import type { Attention } from '#workflows/board/attention.ts'
import type { Text } from '#workflows/language.ts'
import type { BoardRow } from './board-row.ts'
import type { EffectWords } from './effect-words.ts'

/** Cases that one section shows; the list behind it has the others. */
export const sectionLength = 10

/** Something that the ledger caused and that does not get done. */
export interface Undelivered {
  readonly row: BoardRow
  readonly effect: EffectWords
}

/** What needs somebody now. Of each list one row more than is shown tells that there are others. */
export interface Needs {
  /** That the programme's dated holidays end before a deadline; null while they do not. */
  readonly holidays: Text | null
  /** What only the case office can put right, and why. */
  readonly attention: readonly { readonly row: BoardRow; readonly why: Attention }[]
  readonly overdue: readonly BoardRow[]
  readonly soon: readonly BoardRow[]
  readonly undelivered: readonly Undelivered[]
  readonly recent: readonly BoardRow[]
}
