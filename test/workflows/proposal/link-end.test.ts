import { describe, expect, it } from 'vitest'
import { smallCity } from '#test/city/small-city.ts'
import { endOfLink } from '#workflows/proposal/link-end.ts'
import { CasePlay } from './case-play.ts'

const claims = [
  { opens: 'track', issued: '2026-11-22T06:00:00.000Z' },
  { opens: 'finance', issued: '2026-11-22T06:00:00.000Z' },
] as const
const over = () => new CasePlay().begin().must({ type: 'withdraw', reason: '' })
const endsBy = (links: unknown) =>
  claims.map((claim) => endOfLink(claim, over().as('closed'), smallCity({ links })) !== null)

describe('the links of a closed case', () => {
  it('open for ever where the programme says nothing of them, or only of one', () => {
    expect(endsBy(undefined)).toEqual([false, false])
    expect(endsBy({})).toEqual([false, false])
    expect(endsBy({ applicant: 'P90D' })).toEqual([true, false])
    expect(endsBy({ finance: 'P30D' })).toEqual([false, true])
  })

  it('end with the time that it says', () => {
    expect(endsBy({ applicant: 'P90D', finance: 'P90D' })).toEqual([true, true])
  })
})
