import { describe, expect, it } from 'vitest'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import { figuresOf } from '#workflows/board/figures.ts'
import { toldToRelay } from '#workflows/effects/told-to-relay.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'

/** What the relay hears of an entry that is recorded by itself. */
function isTold(entries: readonly Entry[], index: number): boolean {
  const after = replay(entries.slice(0, index + 1))
  const entry = entries[index]
  if (after === null || entry === undefined) throw new Error('There is no such entry')
  return toldToRelay({ before: replay(entries.slice(0, index)), entries: [entry], after }).length === 1
}

describe('what the relay is told of', () => {
  const { entries } = new CasePlay().toFinance()

  it('is each entry that causes something, or changes a figure of the board', () => {
    for (const [index, entry] of entries.entries()) {
      const changes = figuresOf(entries.slice(0, index + 1), entry.sequence - 1, kerman)
      const causes = (entry.effects ?? []).length > 0 || changes.size > 0
      expect([entry.type, isTold(entries, index)]).toEqual([entry.type, causes])
    }
  })

  it('is no declaration, and no opinion that ends no stage', () => {
    const untold = entries.filter((_, index) => !isTold(entries, index)).map(({ type }) => type)
    expect(new Set(untold)).toContain('NoConflictDeclared')
    expect(new Set(untold)).toContain('ReviewDecided')
  })

  it('is no mail of the clock, which sends it itself, and is whatever a release recorded that named no effects', () => {
    const [first] = entries
    const after = replay(entries)
    if (first === undefined || after === null) throw new Error('Nothing was played')
    const { effects: _, ...older } = first
    const reminder = {
      ...first,
      actor: { role: 'clock' },
      effects: ['mail-reviewer:review-reminder:a'],
    } as const
    const unchanged = { before: after, after }
    expect(toldToRelay({ ...unchanged, entries: [reminder as Entry] })).toEqual([])
    expect(toldToRelay({ ...unchanged, entries: [older as Entry] })).toHaveLength(1)
  })
})
