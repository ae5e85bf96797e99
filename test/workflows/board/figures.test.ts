import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CasePlay, documents, kerman } from '#test/workflows/proposal/case-play.ts'
import { type Amounts, type BoardFigures, figuresOf, monthOf, monthsUntil } from '#workflows/board/figures.ts'
import { enteredStepAt, stepOf } from '#workflows/board/step.ts'

const day = 86_400_000

function together(parts: readonly BoardFigures[]): Record<string, Amounts> {
  const sums: Record<string, Amounts> = {}
  for (const [name, { count, revenue, seconds }] of parts.flatMap((part) => [...part])) {
    const known = sums[name] ?? { count: 0, revenue: 0, seconds: 0 }
    sums[name] = {
      count: known.count + count,
      revenue: known.revenue + revenue,
      seconds: known.seconds + seconds,
    }
  }
  return Object.fromEntries(
    Object.entries(sums).filter(([, { count, revenue, seconds }]) => count + revenue + seconds !== 0),
  )
}

const applicant = { name: 'Sara Karimi', organisation: 'Salamat Yar', email: 'sara@startup.example' }

/** A case that went every way there is: changes asked for, a signature refused, a return, and the end. */
function longCase(): CasePlay {
  const play = new CasePlay().begin().pass(day).declareAll()
  play.must(play.answer(0, 'request-changes')).pass(3 * day)
  play.must({ type: 'revise', documents: { ...documents(2), expectedRevenue: 7 }, applicant })
  play.must({ type: 'open-stage' }).pass(day).approveStage()
  for (let stage = 1; stage < kerman.stages.length; stage += 1) {
    play
      .must({ type: 'open-stage' })
      .pass(2 * day)
      .approveStage()
  }
  play.drawUp().pass(day)
  const [first] = play.as('signing').signatories
  play.must({
    type: 'refuse-to-sign',
    id: first?.id ?? '',
    email: first?.person?.email ?? '',
    reason: 'A wrong number',
  })
  play.settle('Corrected').drawUp().signAll().seal()
  play.must({ type: 'deliver' }).pass(day).must({ type: 'return', reason: 'Wrong account' })
  play.settle('Corrected').drawUp().signAll().seal()
  return play
    .must({ type: 'deliver' })
    .pass(day)
    .must({ type: 'acknowledge', note: '', schedule: [{ due: '2027-03-20', amount: 1_000 }] })
}

describe('the figures of a case', () => {
  it('are the same whether its entries are counted one by one or together', () => {
    const { entries } = longCase()
    const whole = together([figuresOf(entries, 0, kerman)])
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: entries.length - 1 }), { maxLength: 8 }),
        (cuts) => {
          const bounds = [0, ...cuts.toSorted((a, b) => a - b), entries.length]
          const parts = bounds
            .slice(1)
            .map((upTo, index) => figuresOf(entries.slice(0, upTo), bounds[index] ?? 0, kerman))
          expect(together(parts)).toEqual(whole)
        },
      ),
    )
  })

  it('leave nothing in any step once the case is closed', () => {
    const { entries } = longCase()
    const present = Object.keys(together([figuresOf(entries, 0, kerman)])).filter((name) =>
      name.startsWith('now '),
    )
    expect(present).toEqual([])
  })

  it('put an open case into its step with what is expected of it and since when', () => {
    const play = new CasePlay().begin().pass(day).approveStage()
    const { state, entries } = play
    if (state === null) throw new Error('There is no case')
    const figures = figuresOf(entries, 0, kerman)
    expect(figures.get(`now ${stepOf(state)}`)).toEqual({
      count: 1,
      revenue: 1_200_000_000,
      seconds: Math.floor(new Date(enteredStepAt(state)).getTime() / 1000),
    })
    expect([...figures.keys()].filter((name) => name.startsWith('now '))).toHaveLength(1)
  })

  it('count a step that a case comes to again once, and each time that it left it', () => {
    const figures = figuresOf(longCase().entries, 0, kerman)
    const sum = (what: string) =>
      [...figures].filter(([name]) => name.endsWith(what)).reduce((count, [, each]) => count + each.count, 0)
    expect(sum(' reached with-finance')).toBe(1)
    expect(sum(' time with-finance')).toBe(2)
    expect(sum(' outcome intake changes-requested')).toBe(1)
    expect(sum(' outcome intake approved')).toBe(1)
    expect(sum(' closed completed')).toBe(1)
  })

  it('count a case’s end once, whatever is recorded after it', () => {
    const play = longCase()
    play.must({
      type: 'record-payment',
      instalment: 1,
      amount: 600,
      receivedOn: '2026-11-22',
      voucher: '1405/88',
      corrects: null,
      note: '',
    })
    const [name] =
      [...figuresOf(play.entries, 0, kerman)].find(([figure]) => figure.endsWith('completed')) ?? []
    expect(figuresOf(play.entries, 0, kerman).get(name ?? '')?.count).toBe(1)
    expect(figuresOf(play.entries, play.entries.length - 1, kerman).size).toBe(0)
  })

  it('tell how long a stage took, with the time in which the applicant revised', () => {
    const figures = figuresOf(longCase().entries, 0, kerman)
    const [, time] = [...figures].find(([name]) => name.endsWith(' time stage intake')) ?? []
    expect(time).toEqual({ count: 1, revenue: 0, seconds: (5 * day) / 1000 })
  })

  it('are of the Jalali month by the programme’s own clock', () => {
    // Midnight in Tehran is half past eight in the evening by UTC.
    expect(monthOf('2026-11-21T20:29:59.999Z', 'Asia/Tehran')).toBe('1405-08')
    expect(monthOf('2026-11-21T20:30:00.000Z', 'Asia/Tehran')).toBe('1405-09')
    expect(monthsUntil('1405-02', 4)).toEqual(['1404-11', '1404-12', '1405-01', '1405-02'])
  })
})
