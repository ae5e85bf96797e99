import { describe, expect, it } from 'vitest'
import { readZip, verifyBundle, verifyFiles } from '#infra/verify/tasvib-verify.mjs'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { canonicalJson, digestOf } from '#workflows/ledger/digest.ts'
import { findsChanges } from './byte-changes.ts'
import { bundleOf, sealedWorld } from './sealed-bundle.ts'

type Row = Readonly<Record<string, unknown>>

const world = await sealedWorld()
const bundle = await bundleOf(world, 'applicant')
const files = readZip(bundle)
const ofCity = readZip(await bundleOf(world))
const whole = ledgerOf(ofCity)
const rules = ofCity.get('rules.json') ?? new Uint8Array()
const given = ledgerOf(files)

function ledgerOf(from: ReadonlyMap<string, Uint8Array>): readonly Row[] {
  return JSON.parse(Buffer.from(from.get('ledger.json') ?? []).toString('utf8')).entries
}

/** Whether the verifier takes these entries for the case's ledger, with the files of the applicant's bundle. */
function judged(entries: readonly unknown[], more: readonly (readonly [string, Uint8Array])[] = []): boolean {
  const ledger = Buffer.from(canonicalJson({ reference, entries }))
  return isSound(verifyFiles(new Map([...files, ...more]).set('ledger.json', ledger)))
}

const isSound = (findings: readonly { ok: boolean }[]): boolean => findings.every(({ ok }) => ok)
const isWithheld = (entry: Row): boolean => 'contentDigest' in entry

describe("the applicant's bundle", () => {
  it('is sound, and says how much of the ledger is shown and what of the rest is proven', () => {
    const findings = verifyBundle(bundle)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    const [shown, hidden] = [
      given.filter((entry) => !isWithheld(entry)).length,
      given.filter(isWithheld).length,
    ]
    expect(shown).toBeGreaterThan(4)
    expect(hidden).toBeGreaterThan(10)
    expect(findings.map(({ en }) => en)).toContain('not re-decided: this bundle withholds the decisions')
    expect(findings.map(({ en }) => en)).toContain(
      `${shown} of ${given.length} entries are shown; the other ${hidden} are withheld, their place in the chain is proven, their words are not`,
    )
    expect(findings.map(({ fa }) => fa).join('\n')).toContain('پوشیده است')
    expect(findings.map(({ en }) => en).join('\n')).toContain('its seal is valid')
  })

  it('ends in the digest in which the whole ledger ends, and has each of its digests', () => {
    expect(given.map(({ digest }) => digest)).toEqual(whole.map(({ digest }) => digest))
  })

  it('has of a withheld entry its place and two digests', () => {
    for (const entry of given.filter(isWithheld)) {
      expect(Object.keys(entry).toSorted()).toEqual(['contentDigest', 'digest', 'previous', 'sequence'])
    }
  })

  it('shows a changed byte anywhere in the ZIP, in 1,000 tries', () => {
    expect(findsChanges(bundle, (zipped) => !isSound(verifyBundle(zipped)))).toBe(1_000)
  })

  it.each([...files.keys()].filter((name) => name !== 'README.txt'))(
    'shows a changed byte in %s though the ZIP agrees, in 1,000 tries',
    (name) => {
      const original = files.get(name) ?? new Uint8Array()
      const isFound = (bytes: Uint8Array) => !isSound(verifyFiles(new Map(files).set(name, bytes)))
      expect(findsChanges(original, isFound)).toBe(1_000)
    },
  )

  it('shows that a file is missing or was added', () => {
    for (const name of files.keys()) {
      const without = new Map(files)
      without.delete(name)
      expect(isSound(verifyFiles(without)), name).toBe(name === 'README.txt')
    }
    expect(isSound(verifyFiles(new Map(files).set('contract-2.pdf', new Uint8Array(9))))).toBe(false)
  })

  it('shows that a withheld entry was taken out, put elsewhere, or given another content with digests of its own', () => {
    const place = given.findIndex(isWithheld)
    expect(judged(given)).toBe(true)
    expect(judged(given.toSpliced(place, 1))).toBe(false)
    expect(judged(given.toSpliced(place, 2, ...given.slice(place, place + 2).toReversed()))).toBe(false)
    const { sequence, previous } = given[place] ?? {}
    const contentDigest = digestOf('another content')
    const digest = digestOf({ previous, sequence, contentDigest })
    expect(judged(given.with(place, { sequence, previous, contentDigest, digest }))).toBe(false)
    expect(judged(given.with(place, { ...given[place], type: 'StageOpened' }))).toBe(false)
  })
})

describe('a withheld entry', () => {
  it('can be revealed later, each by itself or all of them, and then is checked as any other', () => {
    for (const [place, entry] of given.entries()) {
      if (isWithheld(entry)) expect(judged(given.with(place, whole[place] ?? {})), `${place}`).toBe(true)
    }
    // Who opens the whole ledger opens the rules with it, and then it is decided again.
    expect(judged(whole)).toBe(false)
    expect(judged(whole, [['rules.json', rules]])).toBe(true)
  })

  it('cannot be revealed as anything else than it was, nor with another salt', () => {
    for (const [place, entry] of given.entries()) {
      if (!isWithheld(entry)) continue
      const revealed = whole[place] ?? {}
      for (const lie of [
        { at: '2020-01-01T00:00:00.000Z' },
        { actor: { role: 'reviewer', email: 'somebody.else@kerman.example' } },
        { data: {} },
        { salt: 'another salt of sixteen' },
      ]) {
        expect(judged(given.with(place, { ...revealed, ...lie })), `${place}`).toBe(false)
      }
    }
  })

  it('is not found out by whoever knows all that it says but its salt', () => {
    for (const [place, entry] of given.entries()) {
      if (!isWithheld(entry)) continue
      const { salt, sequence: _s, previous: _p, digest: _d, ...content } = whole[place] ?? {}
      expect(digestOf({ ...content, salt })).toBe(entry['contentDigest'])
      expect(digestOf(content)).not.toBe(entry['contentDigest'])
      expect(String(salt).length).toBeGreaterThanOrEqual(16)
    }
    expect(new Set(whole.map(({ salt }) => salt)).size).toBe(whole.length)
  })
})
