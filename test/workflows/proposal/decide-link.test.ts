import { describe, expect, it } from 'vitest'
import type { LinkPlace } from '#workflows/links/place.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { placesWithLinks } from '#workflows/proposal/decide-link.ts'
import { stateSchema } from '#workflows/proposal/state.ts'
import { applicant, CasePlay, documents, reference } from './case-play.ts'

const by = 'z.rahimi@kerman.example'
const anew = (target: LinkPlace, reason = 'It was lost'): Command => ({
  type: 'resend-link',
  by,
  target,
  reason,
})
const toSign = () => new CasePlay().begin().approveAllStages().drawUp()
const submitted = () =>
  new CasePlay().must({ type: 'submit', reference, language: 'fa', documents: documents(1), applicant })
const asked = () => {
  const play = new CasePlay().begin().declareAll()
  return play.must(play.answer(0, 'request-changes'))
}
const seat = { place: 'seat', stage: 'intake', seat: 'secretariat' } as const

const admitting: readonly [string, () => CasePlay, readonly LinkPlace[]][] = [
  ['unconfirmed', submitted, [{ place: 'applicant' }]],
  ['in review', () => new CasePlay().begin(), [{ place: 'applicant' }, seat]],
  ['awaiting a revision', asked, [{ place: 'applicant' }]],
  ['signing', toSign, [{ place: 'applicant' }, { place: 'signatory', id: 'startup' }]],
  ['with finance', () => new CasePlay().toFinance(), [{ place: 'applicant' }, { place: 'finance' }]],
  [
    'settling terms that came back',
    () => new CasePlay().toFinance().must({ type: 'return', reason: 'IBAN' }),
    [{ place: 'applicant' }],
  ],
]

describe('sending a link anew', () => {
  it.each(admitting)('offers the places that have one: %s', (_, make, places) => {
    const play = make()
    if (play.state === null) throw new Error('There is no case')
    expect(placesWithLinks(play.state, play)).toEqual(places)
    for (const target of places) expect(make().tell(anew(target))).toMatchObject({ facts: [{}] })
  })

  it('is an entry by the case office, and the head keeps since when', () => {
    const play = new CasePlay().begin().must(anew(seat))
    expect(play.entries.at(-1)).toMatchObject({
      type: 'LinkReissued',
      actor: { role: 'office', email: by },
      data: { target: seat, reason: 'It was lost' },
    })
    expect(play.state?.linksSince).toEqual({ 'seat:intake:secretariat': play.now.toISOString() })
    expect(play.as('in-review').seats[0]?.holder).not.toBeNull()
  })

  it('takes a second click for the same request, and a minute later for a new one', () => {
    const play = new CasePlay().begin().must(anew(seat))
    expect(play.pass(59_999).tell(anew(seat, 'Again'))).toEqual({ facts: [] })
    expect(play.tell(anew({ place: 'applicant' }))).toMatchObject({ facts: [{}] })
    expect(play.pass(1).tell(anew(seat, 'Again'))).toMatchObject({ facts: [{ type: 'LinkReissued' }] })
  })

  it('needs a reason', () => {
    expect(new CasePlay().begin().tell(anew(seat, '  '))).toEqual({
      refused: 'reason-missing',
      field: 'reason',
    })
  })

  it('refuses a place that has no link now', () => {
    const unknown = { refused: 'target-unknown', field: 'target' }
    const play = new CasePlay().begin()
    for (const target of [
      { place: 'finance' },
      { place: 'signatory', id: 'mayor' },
      { ...seat, stage: 'research' },
      { ...seat, seat: 'nobody' },
    ] as const) {
      expect(play.tell(anew(target))).toEqual(unknown)
    }
    const signing = toSign()
    // The mayor's turn has not come, and whoever has signed needs no link.
    expect(signing.tell(anew({ place: 'signatory', id: 'mayor' }))).toEqual(unknown)
    signing.must(signing.signature(0))
    expect(signing.tell(anew({ place: 'signatory', id: 'startup' }))).toEqual(unknown)
  })

  it('is refused where the case is closed or nobody is awaited', () => {
    const closed = new CasePlay().begin().must({ type: 'close', by, reason: 'The end' })
    expect(closed.tell(anew({ place: 'applicant' }))).toEqual({ refused: 'case-closed' })
    const between = submitted().must({ type: 'confirm' })
    expect(between.tell(anew({ place: 'applicant' }))).toEqual({ refused: 'not-now' })
  })

  it('is kept through stages, signatures and the end', () => {
    const play = new CasePlay().begin().must(anew({ place: 'applicant' }))
    const { linksSince } = play.as('in-review')
    play.approveAllStages().drawUp().signAll().seal()
    play.must({ type: 'deliver' }, { type: 'acknowledge', note: '' })
    expect(play.as('closed').linksSince).toEqual(linksSince)
  })

  it('reads a head from before links were noted', () => {
    const { linksSince: _, ...older } = new CasePlay().begin().as('in-review')
    expect(stateSchema.parse(older).linksSince).toEqual({})
  })
})
