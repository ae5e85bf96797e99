import { describe, expect, it } from 'vitest'
import { type Claim, claimSchema } from '#workflows/links/claim.ts'
import { type LinkPlace, placeKey } from '#workflows/links/place.ts'
import { isSuperseded } from '#workflows/links/superseded.ts'

const since = '2026-11-22T06:00:00.000Z'
const before = '2026-11-22T05:59:59.999Z'
const of = { reference: 'TSV-1405-7F3K2', expires: '2030-01-01T00:00:00.000Z' }
const email = 'a@kerman.example'

const claims = {
  confirm: { ...of, opens: 'confirm' },
  track: { ...of, opens: 'track' },
  'review research-1': { ...of, opens: 'review', stage: 'research', seat: 'research-1', email },
  'review research-2': { ...of, opens: 'review', stage: 'research', seat: 'research-2', email },
  'review other stage': { ...of, opens: 'review', stage: 'intake', seat: 'research-1', email },
  'sign mayor': { ...of, opens: 'sign', signatory: 'mayor', email },
  'sign startup': { ...of, opens: 'sign', signatory: 'startup', email },
  finance: { ...of, opens: 'finance', email },
} as const
type CaseClaim = Exclude<Claim, { opens: 'board' | 'session' }>

function read(claim: object): CaseClaim {
  const parsed = claimSchema.parse(claim)
  if (parsed.opens === 'board' || parsed.opens === 'session') throw new Error('It opens no case')
  return parsed
}

type Name = keyof typeof claims

const places: readonly { target: LinkPlace; kills: readonly Name[] }[] = [
  { target: { place: 'applicant' }, kills: ['confirm', 'track'] },
  { target: { place: 'seat', stage: 'research', seat: 'research-1' }, kills: ['review research-1'] },
  { target: { place: 'signatory', id: 'mayor' }, kills: ['sign mayor'] },
  { target: { place: 'signatory', id: 'startup' }, kills: ['sign startup'] },
  { target: { place: 'finance' }, kills: ['finance'] },
]

describe('a link that was sent anew', () => {
  it.each(places)('kills the older links of $target and of nobody else', ({ target, kills }) => {
    const linksSince = { [placeKey(target)]: since }
    const killed = Object.entries(claims)
      .filter(([, claim]) => isSuperseded(read({ ...claim, issued: before }), linksSince))
      .map(([name]) => name)
    expect(killed).toEqual(kills)
  })

  it.each(Object.entries(claims))('leaves alive what was sent with it or later: %s', (_, claim) => {
    const all = Object.fromEntries(places.map(({ target }) => [placeKey(target), since]))
    for (const issued of [since, '2026-11-22T06:00:00.001Z']) {
      expect(isSuperseded(read({ ...claim, issued }), all)).toBe(false)
    }
  })

  it('kills links from before their time was noted, and only where one was sent anew', () => {
    const old = read(claims.track)
    expect(isSuperseded(old, { applicant: since })).toBe(true)
    expect(isSuperseded(old, {})).toBe(false)
  })
})
