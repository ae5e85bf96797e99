import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import { decide } from '#workflows/proposal/decide.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { stateSchema } from '#workflows/proposal/state.ts'
import { exampleRoute, recordOf } from './example-route.ts'

const settling = () => new CasePlay().begin().approveAllStages()

describe('the legal route of a case', () => {
  it.each(['open-window', 'public-call', 'waiver', 'pilot'])(
    'is recorded as the programme names it, by %s',
    (id) => {
      const play = settling().must(recordOf(id))
      expect(play.entries.at(-1)?.data).toEqual({ ...exampleRoute(id), note: 'Looked at' })
      expect(play.state?.legalRoute).toEqual(exampleRoute(id))
      expect(play.entries.at(-1)?.actor).toEqual({ role: 'office', email: 'office@kerman.example' })
    },
  )

  it('is refused where the programme does not list it', () => {
    expect(settling().tell(recordOf('waiver', { route: 'by-the-way' }))).toEqual({
      refused: 'legal-route-unknown',
      field: 'route',
    })
  })

  it.each([
    ['body', { body: ' ' }],
    ['number', { number: '' }],
    ['date', { date: '' }],
    ['decision', { decision: null }],
  ] as const)('is refused without its %s where the programme asks for it', (field, changes) => {
    expect(settling().tell(recordOf('waiver', changes))).toEqual({ refused: 'legal-route-incomplete', field })
  })

  it('asks how many took part in a public call, knows it of a direct award, and not of an open window', () => {
    expect(settling().tell(recordOf('public-call', { tenderers: null }))).toHaveProperty('field', 'tenderers')
    const told = (id: string) =>
      settling().must(recordOf(id, { tenderers: null })).state?.legalRoute?.tenderers
    expect([told('waiver'), told('pilot'), told('open-window')]).toEqual([1, 1, null])
  })

  it('asks for what the programme’s own list asks for, and for nothing else', () => {
    const name = { fa: 'قرارداد کوچک', en: 'Small contract' }
    const small = { id: 'small', name, method: 'limited', rationale: name, requires: [] } as const
    const play = new CasePlay({ ...kerman, legalRoutes: [{ ...small, requires: [] }] })
    play.begin().approveAllStages()
    play.must(
      recordOf('waiver', { route: 'small', body: '', number: '', date: '', decision: null, tenderers: null }),
    )
    expect(play.state?.legalRoute).toMatchObject({ route: { id: 'small', method: 'limited' }, body: null })
    expect(play.tell(recordOf('waiver'))).toHaveProperty('refused', 'legal-route-unknown')
  })

  it('is not of a day that is still to come', () => {
    const play = settling()
    const today = '2026-11-22'
    expect(play.tell(recordOf('waiver', { date: '2026-11-23' }))).toEqual({
      refused: 'date-to-come',
      field: 'date',
    })
    play.must(recordOf('waiver', { date: today }))
  })

  it('is recorded once by a double click, and anew by another record', () => {
    const play = settling().must(recordOf(), recordOf())
    expect(play.entries.filter(({ type }) => type === 'LegalRouteRecorded')).toHaveLength(1)
    play.must(recordOf('pilot'))
    expect(play.state?.legalRoute?.route.id).toBe('pilot')
  })

  it('keeps the decision of the same route where none is sent, and not that of another', () => {
    const play = settling().must(recordOf())
    play.must(recordOf('waiver', { number: '2', decision: null }))
    expect(play.state?.legalRoute).toMatchObject({ number: '2', decision: exampleRoute().decision })
    expect(play.tell(recordOf('pilot', { decision: null }))).toHaveProperty('field', 'decision')
  })

  it('can be recorded while the case is reviewed, and not once its terms are released', () => {
    const play = new CasePlay().begin().must(recordOf()).approveAllStages().settle()
    expect(play.tell(recordOf('pilot'))).toHaveProperty('refused', 'not-now')
    play.drawUp()
    expect(play.tell(recordOf('pilot'))).toHaveProperty('refused', 'not-now')
    play.must(
      { type: 'reopen-terms', by: 'office@kerman.example', reason: 'Another route' },
      recordOf('pilot'),
    )
  })

  it('stays through every later status, and through a replay', () => {
    const play = new CasePlay().begin().must(recordOf()).approveAllStages().drawUp().signAll().seal()
    play.must({ type: 'deliver' }, { type: 'acknowledge', note: '' })
    expect(play.state?.legalRoute).toEqual(exampleRoute())
    const read = play.entries.map((entry) => parseEntry(JSON.parse(JSON.stringify(entry))))
    expect(replay(read)?.legalRoute).toEqual(exampleRoute())
  })

  it('is none in a head that was written before there were any', () => {
    const { legalRoute: _, ...earlier } = settling().as('settling-terms')
    expect(stateSchema.parse(earlier).legalRoute).toBeNull()
  })

  it('never records a route that the programme does not list or that lacks a part', () => {
    const open = settling()
    const value = fc.constantFrom('', ' ', 'council', '2026-11-01', '2099-01-01', '2026-13-77')
    const arbitrary = fc.record({
      route: fc.constantFrom('open-window', 'public-call', 'waiver', 'pilot', 'other'),
      body: value,
      number: value,
      date: fc.constantFrom('', '2026-11-01', '2026-11-22', '2099-01-01'),
      tenderers: fc.constantFrom(null, 1, 9),
      decision: fc.constantFrom(null, exampleRoute().decision),
    })
    fc.assert(
      fc.property(arbitrary, (changes) => {
        const context = { now: open.now, programme: kerman, salt: 'a salt of sixteen' }
        const decided = decide(open.state, recordOf('waiver', changes), context)
        const complete =
          changes.body.trim() !== '' &&
          changes.number.trim() !== '' &&
          changes.date !== '' &&
          changes.date <= '2026-11-22' &&
          changes.decision !== null &&
          (changes.route !== 'public-call' || changes.tenderers !== null) &&
          changes.route !== 'other'
        expect('facts' in decided).toBe(complete)
      }),
    )
  })
})
