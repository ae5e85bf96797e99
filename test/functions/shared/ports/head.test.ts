import { expect, it } from 'vitest'
import { headNow, keptHead } from '#functions/shared/ports/head.ts'
import { personAt, smallCity, stageWith } from '#test/city/small-city.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'

const seats: [string][] = [['first@city.example'], ['second@city.example'], ['third@city.example']]
const city = smallCity({ stages: [stageWith('review', seats, { quorum: { kind: 'all' } })] })

it('folds a head anew that keeps somebody proposed for a seat which has decided', async () => {
  const by = city.caseOffice.members[0]?.email ?? ''
  const to = personAt('guest@far.example')
  const play = new CasePlay(city).begin().declareAll()
  play.must({ type: 'reassign', by, target: { seat: 'seat-1' }, to, reason: 'She knows the field' })
  const { proposals } = play.as('in-review')
  expect(proposals).toHaveLength(1)
  const kept = () => {
    const { sequence = 0, digest = '' } = play.entries.at(-1) ?? {}
    return keptHead(JSON.parse(JSON.stringify({ state: play.state, tip: { sequence, digest } })))
  }
  expect(kept().isFoldedBefore).toBe(false)
  play.must(play.answer(1, 'approve'))
  const folded = play.as('in-review')
  expect(kept().isFoldedBefore).toBe(false)
  // As the release before folded it.
  play.state = { ...folded, proposals }
  expect((await headNow(kept(), async () => play.entries)).state).toEqual(folded)
})
