import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  programmeById,
  programmeRegistry,
  programmeVersion,
  readProgramme,
} from '#workflows/programme/load-programme.ts'
import kerman from '#workflows/programmes/kerman.json' with { type: 'json' }

const next = { ...kerman, version: '1405.1' }
/** After a new version was published, and two earlier ones were kept, one of them under a wrong name. */
const registry = programmeRegistry({
  kerman: { current: next, earlier: { [kerman.version]: kerman, '1403.1': kerman } },
  mahan: { current: { ...kerman, id: 'mahan' }, earlier: {} },
})

describe('the programmes', () => {
  it('give the present version of a city, the same object each time', () => {
    expect(programmeById('kerman').city.en).toBe('Kerman')
    expect(programmeById('kerman')).toBe(programmeById('kerman'))
    expect(registry.programmeById('kerman').version).toBe('1405.1')
  })

  it('give the version that a case is pinned to, present or earlier, the same object each time', () => {
    const pinned = { id: 'kerman', version: kerman.version }
    expect(programmeVersion(pinned)).toBe(programmeById('kerman'))
    expect(registry.programmeVersion(pinned).version).toBe(kerman.version)
    expect(registry.programmeVersion(pinned)).toBe(registry.programmeVersion(pinned))
    expect(registry.programmeVersion({ id: 'kerman', version: '1405.1' })).toBe(
      registry.programmeById('kerman'),
    )
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
      /no version 1402\.3 of the programme "mahan".+there are: 1404\.1\..+programmes\/mahan-1402\.3\.json/,
    )
    expect(() => registry.programmeVersion({ id: 'kerman', version: 'constructor' })).toThrow(
      'there are: 1405.1, 1404.1, 1403.1',
    )
  })

  it('refuse a version that was kept under the name of another', () => {
    expect(() => registry.programmeVersion({ id: 'kerman', version: '1403.1' })).toThrow(
      'The programme "kerman-1403.1" calls itself version 1404.1',
    )
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
