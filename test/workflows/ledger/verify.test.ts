import { describe, expect, it } from 'vitest'
import { chain, emptyTip, withhold } from '#workflows/ledger/chain.ts'
import { verify } from '#workflows/ledger/verify.ts'

const at = '2026-01-05T08:00:00.000Z'
const personal = { salt: 'sixteen characters', value: { email: 'sara@startup.example' } }
const salt = 'a salt of sixteen characters'
const facts = [
  { type: 'Submitted', actor: { role: 'applicant' }, data: { title: 'Health' }, personal, salt },
  { type: 'Confirmed', actor: { role: 'applicant' }, data: {}, salt },
  { type: 'Signed', actor: { role: 'signatory' }, data: { version: 1 }, personal, salt },
]

describe('a chain', () => {
  it('counts from one, and names each predecessor', () => {
    const entries = chain(emptyTip, facts, at)
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(entries.map(({ previous }) => previous)).toEqual([null, entries[0]?.digest, entries[1]?.digest])
    expect(verify(entries)).toEqual([])
  })

  it('goes on from its tip as if it had been written at once', () => {
    const first = chain(emptyTip, facts.slice(0, 1), at)
    const last = first[0]
    const rest = chain({ sequence: 1, digest: last?.digest ?? null }, facts.slice(1), at)
    expect([...first, ...rest]).toEqual(chain(emptyTip, facts, at))
  })

  it('is still whole when the personal data beside it was erased', () => {
    const erased = chain(emptyTip, facts, at).map(({ personal: _gone, ...entry }) => entry)
    expect(JSON.stringify(erased)).not.toContain('sara@startup.example')
    expect(verify(erased)).toEqual([])
  })

  it('keeps one person apart from another by the salt alone', () => {
    const [one] = chain(emptyTip, facts, at)
    const [other] = chain(
      emptyTip,
      [
        {
          type: 'Submitted',
          actor: { role: 'applicant' },
          data: { title: 'Health' },
          personal: { ...personal, salt: 'another salt of 16' },
          salt,
        },
      ],
      at,
    )
    expect(other?.personalDigest).not.toBe(one?.personalDigest)
  })

  it('shows that personal data was exchanged, and that its digest was', () => {
    const entries = chain(emptyTip, facts, at)
    const exchanged = entries.map((entry, index) =>
      index === 0 ? { ...entry, personal: { ...personal, value: { email: 'eve@startup.example' } } } : entry,
    )
    expect(verify(exchanged)).toEqual([{ sequence: 1, code: 'personal-differs' }])
    const smuggled = entries.map((entry, index) => (index === 1 ? { ...entry, personal } : entry))
    expect(verify(smuggled)).toEqual([{ sequence: 2, code: 'personal-differs' }])
    const { personalDigest: _digest, ...bare } = entries[0] ?? {}
    expect(verify([bare as (typeof entries)[number], ...entries.slice(1)])).toContainEqual({
      sequence: 1,
      code: 'digest-differs',
    })
  })

  it('shows that its newest entries were cut off, given a tip that was kept elsewhere', () => {
    const entries = chain(emptyTip, facts, at)
    const tip = { sequence: 3, digest: entries[2]?.digest ?? null }
    expect(verify(entries, tip)).toEqual([])
    expect(verify(entries.slice(0, 2))).toEqual([])
    expect(verify(entries.slice(0, 2), tip)).toEqual([{ sequence: 2, code: 'tip-differs' }])
    expect(verify([], tip)).toEqual([{ sequence: 0, code: 'tip-differs' }])
    expect(verify([], emptyTip)).toEqual([])
  })

  it('names the first entry at which something was changed, removed or put elsewhere', () => {
    const entries = chain(emptyTip, facts, at)
    const edited = entries.map((entry, index) => (index === 1 ? { ...entry, data: { title: 'x' } } : entry))
    expect(verify(edited)[0]).toEqual({ sequence: 2, code: 'digest-differs' })
    expect(verify(entries.slice(1))[0]).toEqual({ sequence: 1, code: 'sequence-broken' })
    expect(verify(entries.toReversed()).length).toBeGreaterThan(0)
  })

  it('is checked to its tip with what entries say withheld, whichever they are', () => {
    const entries = chain(emptyTip, facts, at)
    const tip = { sequence: 3, digest: entries[2]?.digest ?? null }
    for (let withheld = 0; withheld < 2 ** entries.length; withheld += 1) {
      const given = entries.map((entry, index) => ((withheld >> index) & 1 ? withhold(entry) : entry))
      expect(verify(given, tip)).toEqual([])
    }
    const none = JSON.stringify(entries.map(withhold))
    for (const word of ['Submitted', 'Health', 'signatory', salt, at]) expect(none).not.toContain(word)
  })

  it('shows that anything was changed in the place of a withheld entry', () => {
    const entries = chain(emptyTip, facts, at).map(withhold)
    for (const [index, entry] of entries.entries()) {
      const changes = [
        { sequence: 9 },
        { previous: 'f'.repeat(64) },
        { contentDigest: 'f'.repeat(64) },
        { digest: 'f'.repeat(64) },
      ]
      for (const change of changes) {
        expect(verify(entries.with(index, { ...entry, ...change })), JSON.stringify(change)).not.toEqual([])
      }
    }
  })

  it('gives away of a withheld entry not even that it says the same as another', () => {
    const [fact] = facts
    const again = ['one salt of sixteen', 'another of sixteen'].flatMap((own) =>
      fact === undefined ? [] : chain(emptyTip, [{ ...fact, salt: own }], at).map(withhold),
    )
    expect(again[0]?.contentDigest).not.toBe(again[1]?.contentDigest)
  })
})
