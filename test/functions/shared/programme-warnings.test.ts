import { describe, expect, it } from 'vitest'
import { mailboxWarnings, programmeWarnings, warningLine } from '#functions/shared/programme-warnings.ts'
import { smallCity, stageWith } from '#test/city/small-city.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'

const now = new Date('2026-11-22T06:00:00.000Z')
const shared = smallCity({
  stages: [stageWith('review', [['board+chair@city.example'], ['Board+Money@city.example']])],
})

describe('the warnings of a programme', () => {
  it('name two addresses that reach one mailbox by where they stand, on one line in both languages', () => {
    const [warning, ...more] = programmeWarnings(shared, now)
    expect(more).toEqual([])
    const line = warning === undefined ? '' : warningLine(warning)
    for (const told of [
      'Board+Money@city.example (stages[0].seats[1].holder)',
      'board+chair@city.example (stages[0].seats[0].holder)',
      'reaches one mailbox',
      'به یک صندوق می‌رسد',
    ]) {
      expect(line).toContain(told)
    }
    expect(line).not.toContain('\n')
  })

  it('tell of holidays that end too soon, before them', () => {
    const programme = { ...kerman, stages: shared.stages }
    const told = programmeWarnings(programme, new Date('2028-02-20T06:00:00.000Z')).map(({ en }) => en)
    expect(told).toEqual([
      expect.stringContaining('dated holidays'),
      expect.stringContaining('reaches one mailbox'),
    ])
  })

  it('are none for a programme whose addresses and holidays are well', () => {
    expect(programmeWarnings(kerman, now)).toEqual([])
    expect(mailboxWarnings(smallCity())).toEqual([])
  })
})
