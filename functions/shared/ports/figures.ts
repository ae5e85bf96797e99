import type { BoardFigures as Amounts } from '#workflows/board/figures.ts'

export interface CountedCase {
  readonly reference: string
  /** The sequence up to which the case was counted before, 0 for not at all; and up to which it is now. */
  readonly from: number
  readonly upTo: number
  readonly changes: Amounts
}

/** Figures of all cases together, kept as they change so that nobody has to read all cases for them. */
export interface Figures {
  /** The sequence of the last entry of a case that was counted; 0 for none. */
  countedUpTo(reference: string): Promise<number>
  /** Adds, and notes how far the case is counted, in one: `moved` when somebody else has counted it meanwhile. */
  add(counted: CountedCase): Promise<'added' | 'moved'>
  /** What is in each step at present, by the figures' names. */
  present(): Promise<Amounts>
  /** The figures of some Jalali months (`1405-09`), both included. */
  months(first: string, last: string): Promise<Amounts>
}
