import { describe, expect, it } from 'vitest'
import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { digestOf } from '#workflows/ledger/digest.ts'
import { cities } from '#workflows/programme/load-programme.ts'
import { lockFaults } from '#workflows/programme/rules-lock.ts'
import { rulesOf } from '#workflows/programme/rules-of.ts'
import lock from '#workflows/programme/rules.lock.json' with { type: 'json' }

const rules = digestOf(rulesOf(kerman))
const locked = { kerman: { '1404.1': rules } }
const changed = { ...kerman, maxRounds: 3 }

describe('the lock file', () => {
  it('has the digest of every version of every city, unchanged', () => {
    expect(lockFaults(cities, lock)).toEqual([])
  })

  it('names a version whose rules were changed, and the mend', () => {
    const [fault = '', ...others] = lockFaults({ kerman: { current: changed, earlier: {} } }, locked)
    expect(others).toEqual([])
    expect(fault).toContain('The rules of kerman 1404.1 were changed under their version')
    expect(fault).toContain('Raise the version')
    expect(fault).toContain('workflows/programmes/kerman-1404.1.json')
  })

  it('names a present version that goes by the label of the one that was kept', () => {
    const sources = { current: changed, earlier: { '1404.1': kerman } }
    expect(lockFaults({ kerman: sources }, locked)).toHaveLength(1)
  })

  it('takes a new version beside the one that was kept, once its digest is there', () => {
    const sources = { current: { ...changed, version: '1405.1' }, earlier: { '1404.1': kerman } }
    const [fault = ''] = lockFaults({ kerman: sources }, locked)
    const digest = /"1405\.1": "([0-9a-f]{64})"/.exec(fault)?.[1] ?? ''
    expect(lockFaults({ kerman: sources }, { kerman: { ...locked.kerman, '1405.1': digest } })).toEqual([])
  })

  it('refuses a version that was kept under the name of another', () => {
    const earlier = { '1403.1': kerman }
    expect(lockFaults({ kerman: { current: kerman, earlier } }, locked)).toEqual([
      'The programme "kerman-1403.1" calls itself version 1404.1',
    ])
  })

  it('is none of what a city lost: each version that there is has to be in it', () => {
    expect(
      lockFaults({ kerman: { current: kerman, earlier: {} } }, { kerman: { old: digestOf(1) } }),
    ).toEqual([expect.stringContaining('kerman 1404.1 is not in')])
  })
})
