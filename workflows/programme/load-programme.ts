import kerman from '../programmes/kerman.json' with { type: 'json' }
import { parseProgramme } from './parse-programme.ts'
import type { Programme } from './programme.ts'

/** A city's configuration in every version that is still needed, unparsed. */
export interface ProgrammeSources {
  /** For new cases. */
  readonly current: unknown
  /** By version, for the cases that were submitted under it and are still open. */
  readonly earlier: Readonly<Record<string, unknown>>
}

export interface ProgrammeRegistry {
  readonly programmeById: (id: string) => Programme
  readonly programmeVersion: (pinned: { id: string; version: string }) => Programme
}

/**
 * Every city, by its id. Imported and not read, so that a bundle carries it. Whoever publishes a new version of a city keeps
 * the one before it: `programmes/kerman.json` becomes `programmes/kerman-<version>.json` and is named under `earlier`, until
 * no case is open under it, and the applicants of the closed ones are erased (docs/operations.md).
 */
const registry = programmeRegistry({ kerman: { current: kerman, earlier: {} } })

/**
 * The present configuration of a city, by which new cases are taken; parsed at the first call.
 * @throws Error when there is none of that id, or when it is invalid; the message lists every fault
 */
export const programmeById = registry.programmeById

/**
 * The configuration that a case is pinned to, present or earlier; parsed at the first call.
 * @throws Error that says which file is missing: a case is never decided by rules that it was not submitted under
 */
export const programmeVersion = registry.programmeVersion

/** What both look-ups work on; by itself for tests, which need several versions. */
export function programmeRegistry(cities: Readonly<Record<string, ProgrammeSources>>): ProgrammeRegistry {
  const parsed = new Map<unknown, Programme>()
  const read = (id: string, source: unknown): Programme => {
    const programme = parsed.get(source) ?? readProgramme(id, source)
    parsed.set(source, programme)
    return programme
  }
  const sourcesOf = (id: string): ProgrammeSources => {
    const sources = Object.hasOwn(cities, id) ? cities[id] : undefined
    if (sources !== undefined) return sources
    throw new Error(`There is no programme "${id}"; there are: ${Object.keys(cities).join(', ')}`)
  }
  const programmeById = (id: string): Programme => read(id, sourcesOf(id).current)
  return {
    programmeById,
    programmeVersion({ id, version }) {
      const current = programmeById(id)
      if (current.version === version) return current
      const { earlier } = sourcesOf(id)
      if (!Object.hasOwn(earlier, version)) {
        const there = [current.version, ...Object.keys(earlier)].join(', ')
        throw new Error(
          `There is no version ${version} of the programme "${id}", under which a case runs; there are: ${there}. Keep it as ` +
            `workflows/programmes/${id}-${version}.json and name it in workflows/programme/load-programme.ts.`,
        )
      }
      const found = read(`${id}-${version}`, earlier[version])
      if (found.version === version) return found
      throw new Error(`The programme "${id}-${version}" calls itself version ${found.version}`)
    },
  }
}

/**
 * Reads one configuration, naming every fault in the error when it is invalid.
 * @throws Error when the input is no valid programme
 */
export function readProgramme(id: string, source: unknown): Programme {
  const result = parseProgramme(source)
  if (result.ok) return result.programme
  const faults = result.faults.map(
    ({ path, message }) => `  ${path || '(programme)'}: ${message.en} ${message.fa}`,
  )
  throw new Error([`The programme "${id}" is invalid:`, ...faults].join('\n'))
}
