import { describe, expect, it } from 'vitest'
import { standingOf } from '#functions/shared/office/standing.ts'
import { personAt } from '#test/city/small-city.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'

const day = 86_400_000
const by = 'z.rahimi@kerman.example'

/** Who is awaited at the first place, and in whose stead. */
function first({ state, programme, now, entries }: CasePlay) {
  if (state === null) throw new Error('There is no case')
  const [awaited] = standingOf(state, { programme, now, updated: now.toISOString(), entries }).awaited
  return { name: awaited?.name?.en, insteadOf: awaited?.insteadOf?.en ?? null }
}

const give = (play: CasePlay, email: string): CasePlay =>
  play.must({
    type: 'reassign',
    by,
    target: { seat: play.as('in-review').seats[0]?.seat ?? '' },
    to: { ...personAt(email), name: { fa: email, en: email } },
    reason: 'Away',
  })

const begun = (): CasePlay => new CasePlay().begin()
const nameOf = (play: CasePlay): string | undefined => play.as('in-review').seats[0]?.holder?.name.en

describe('in whose place somebody is awaited', () => {
  it('is nobody’s while it was theirs from the start', () => {
    expect(first(begun()).insteadOf).toBeNull()
  })

  it('is who lost it last, not who lost it to silence before them', () => {
    const play = begun()
    const holder = nameOf(play)
    play.pass(60 * day).must({ type: 'expire' })
    const alternate = nameOf(play)
    expect(first(play)).toEqual({ name: alternate, insteadOf: holder })
    give(play, 'new@kerman.example')
    expect(first(play)).toEqual({ name: 'new@kerman.example', insteadOf: alternate })
    give(play, 'newer@kerman.example')
    expect(first(play).insteadOf).toBe('new@kerman.example')
  })

  it('is who passed it on or stepped aside, and nobody’s while the place is empty', () => {
    const play = begun()
    const holder = nameOf(play)
    play.must({ type: 'delegate', ...play.seat(0), to: personAt('colleague@kerman.example'), reason: 'Away' })
    expect(first(play).insteadOf).toBe(holder)
    const left = nameOf(play)
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A cousin' })
    expect(first(play).insteadOf).toBe(left)
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A friend' })
    expect(first(play)).toEqual({ name: undefined, insteadOf: null })
  })
})
