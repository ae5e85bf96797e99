import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { digestOf } from '#workflows/ledger/digest.ts'
import {
  MissingProgramme,
  programmeById,
  programmeRegistry,
  programmeVersion,
  readProgramme,
} from '#workflows/programme/load-programme.ts'
import { rulesOf } from '#workflows/programme/rules-of.ts'
import kerman from '#workflows/programmes/kerman.json' with { type: 'json' }

const next = { ...kerman, version: '9999.1', maxRounds: 2 }
/** After a version with other rules was published. */
const registry = programmeRegistry({
  kerman: { current: next, earlier: { [kerman.version]: kerman } },
  mahan: { current: { ...kerman, id: 'mahan' }, earlier: {} },
})
const pinned = { id: 'kerman', version: kerman.version, rules: digestOf(rulesOf(kerman)) }

describe('the programmes', () => {
  it('give the present version of a city, the same object each time', () => {
    expect(programmeById('kerman').city.en).toBe('Kerman')
    expect(programmeById('kerman')).toBe(programmeById('kerman'))
    expect(registry.programmeById('kerman').version).toBe('9999.1')
  })

  it('give the version whose rules a case is pinned to, present or earlier, the same object each time', () => {
    expect(programmeVersion(pinned)).toBe(programmeById('kerman'))
    expect(registry.programmeVersion(pinned).version).toBe(kerman.version)
    expect(registry.programmeVersion(pinned)).toBe(registry.programmeVersion(pinned))
    const present = { id: 'kerman', version: '9999.1', rules: registry.presentRules('kerman') }
    expect(registry.programmeVersion(present)).toBe(registry.programmeById('kerman'))
    expect(registry.pinnedRules(pinned)).toEqual(rulesOf(kerman))
  })

  it('go by the rules and never by the label', () => {
    const mislabelled = { ...pinned, version: '9999.1' }
    expect(registry.programmeVersion(mislabelled).maxRounds).toBe(kerman.maxRounds)
  })

  it('give the present people, holidays and texts to a case whose rules have not changed since', () => {
    const city = { fa: 'کرمان', en: 'Kerman of today' }
    const { programmeVersion } = programmeRegistry({
      kerman: { current: { ...kerman, version: '9999.1', city }, earlier: { [kerman.version]: kerman } },
    })
    expect(programmeVersion(pinned).city).toEqual(city)
  })

  it('give a case of before, which has no digest, the rules that the lock has of its version', () => {
    const { rules, ...old } = pinned
    expect(registry.programmeVersion(old).maxRounds).toBe(kerman.maxRounds)
    const changed = { kerman: { current: { ...kerman, maxRounds: 1 }, earlier: {} } }
    const { programmeVersion } = programmeRegistry(changed, { kerman: { [kerman.version]: rules } })
    expect(() => programmeVersion(old)).toThrow(`with the rules ${rules}, under which a case runs`)
  })

  it('say which cities there are when asked for another', () => {
    expect(() => registry.programmeById('atlantis')).toThrow(
      'There is no programme "atlantis"; there are: kerman, mahan',
    )
    expect(() => programmeVersion({ id: 'constructor', version: '1' })).toThrow(
      'There is no programme "constructor"',
    )
  })

  it('say which file is missing when a case runs under a version that was not kept', () => {
    expect(() => registry.programmeVersion({ id: 'mahan', version: '1402.3' })).toThrow(
      new RegExp(
        `no version 1402\\.3 of the programme "mahan".+there are: ${kerman.version}\\..+programmes/mahan-1402\\.3\\.json`,
      ),
    )
    expect(() => registry.programmeVersion({ id: 'kerman', version: 'constructor' })).toThrow(
      `there are: 9999.1, ${kerman.version}`,
    )
    const changed = { id: 'kerman', version: kerman.version, rules: 'f'.repeat(64) }
    expect(() => registry.programmeVersion(changed)).toThrow(MissingProgramme)
  })

  it('list every fault of an invalid one, a line each', () => {
    const stages = kerman.stages.map((stage, index) => (index === 0 ? { ...stage, id: 'NO' } : stage))
    expect(() => readProgramme('broken', { ...kerman, timeZone: 'Asia/Kerman', stages })).toThrow(
      /"broken" is invalid:\n {2}timeZone: .+\n {2}stages\[0\]\.id: /,
    )
  })

  it('are all that lie in the folder, none forgotten', () => {
    const files = readdirSync(new URL('../../../workflows/programmes/', import.meta.url))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const [, id = '', version] = /^([a-z]+)(?:-(.+))?\.json$/.exec(file) ?? []
      const found = version === undefined ? programmeById(id) : programmeVersion({ id, version })
      expect(found.id, file).toBe(id)
    }
  })
})
