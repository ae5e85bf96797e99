import { type Digest, digestOf } from '#workflows/ledger/digest.ts'
import kerman from '#workflows/programmes/kerman.json' with { type: 'json' }
import { isRecord } from './is-record.ts'
import { parseProgramme } from './parse-programme.ts'
import type { PinnedProgramme } from './pinned-programme.ts'
import type { Programme } from './programme.ts'
import { type Rules, rulesOf } from './rules-of.ts'
import lock from './rules.lock.json' with { type: 'json' }

/** A city's configuration in every version that is still needed, unparsed. */
export interface ProgrammeSources {
  /** For new cases. */
  readonly current: unknown
  /** By version, for the cases that were submitted under it and are still open. */
  readonly earlier: Readonly<Record<string, unknown>>
}

export type Cities = Readonly<Record<string, ProgrammeSources>>
/** The digest of the rules of every version that was ever published, by city and version. */
export type RulesLock = Readonly<Record<string, Readonly<Record<string, Digest>>>>

export interface ProgrammeRegistry {
  readonly programmeById: (id: string) => Programme
  readonly programmeVersion: (pinned: PinnedProgramme) => Programme
  /** The digest by which a new case is pinned to the present rules. */
  readonly presentRules: (id: string) => Digest
  /** The rules that a case is pinned to, as they go into its evidence. */
  readonly pinnedRules: (pinned: PinnedProgramme) => Rules
}

/** The rules that a case runs under are nowhere: it can be neither decided nor shown. */
export class MissingProgramme extends Error {
  override readonly name = 'MissingProgramme'
  /** What the case calls its rules; undefined where the city itself is unknown. */
  readonly version: string | undefined
  constructor(message: string, version?: string) {
    super(message)
    this.version = version
  }
}

/**
 * Every city, by its id. Imported and not read, so that a bundle carries it. Whoever publishes a new version of a city keeps
 * the one before it: `programmes/kerman.json` becomes `programmes/kerman-<version>.json` and is named under `earlier`, until
 * no case is open under it, and the applicants of the closed ones are erased (docs/operations.md).
 */
export const cities: Cities = { kerman: { current: kerman, earlier: {} } }

const registry = programmeRegistry(cities, lock)

/**
 * The present configuration of a city, by which new cases are taken; parsed at the first call.
 * @throws Error when there is none of that id, or when it is invalid; the message lists every fault
 */
export const programmeById = registry.programmeById

/**
 * The configuration with the rules that a case is pinned to: the present one where they have not changed since, so that its
 * people and holidays serve, else the earlier one that has them; parsed at the first call.
 * @throws MissingProgramme that says which file is missing: a case is never decided by rules that it was not submitted under
 */
export const programmeVersion = registry.programmeVersion

export const { presentRules, pinnedRules } = registry

/** What the look-ups work on; by itself for tests, which need several versions. Without a lock, each source is what it says. */
export function programmeRegistry(
  cities: Cities,
  lock: RulesLock = Object.fromEntries(
    Object.entries(cities).map(([id, sources]) => [id, Object.fromEntries(versionsOf(sources))]),
  ),
): ProgrammeRegistry {
  const parsed = new Map<unknown, Programme>()
  const digests = new Map<unknown, Digest>()
  const read = (name: string, source: unknown): Programme => {
    const programme = parsed.get(source) ?? readProgramme(name, source)
    parsed.set(source, programme)
    return programme
  }
  const digestIn = (source: unknown): Digest => {
    const digest = digests.get(source) ?? digestOf(rulesOf(source))
    digests.set(source, digest)
    return digest
  }
  const sourcesOf = (id: string): ProgrammeSources => {
    const sources = Object.hasOwn(cities, id) ? cities[id] : undefined
    if (sources !== undefined) return sources
    throw new MissingProgramme(`There is no programme "${id}"; there are: ${Object.keys(cities).join(', ')}`)
  }
  const find = (pinned: PinnedProgramme): { name: string; source: unknown } => {
    const { id, version } = pinned
    const { current, earlier } = sourcesOf(id)
    const known = lock[id] ?? {}
    const rules = pinned.rules ?? (Object.hasOwn(known, version) ? known[version] : undefined)
    if (rules !== undefined) {
      if (digestIn(current) === rules) return { name: id, source: current }
      const kept = Object.entries(earlier).find(([, source]) => digestIn(source) === rules)
      if (kept !== undefined) return { name: `${id}-${kept[0]}`, source: kept[1] }
    }
    const there = [versionOf(current), ...Object.keys(earlier)].join(', ')
    throw new MissingProgramme(
      `There is no version ${version} of the programme "${id}"${rules === undefined ? '' : ` with the rules ${rules}`}, ` +
        `under which a case runs; there are: ${there}. Keep it as workflows/programmes/${id}-${version}.json and name it in ` +
        'workflows/programme/load-programme.ts.',
      version,
    )
  }
  return {
    programmeById: (id) => read(id, sourcesOf(id).current),
    programmeVersion(pinned) {
      const { name, source } = find(pinned)
      return read(name, source)
    },
    presentRules: (id) => digestIn(sourcesOf(id).current),
    pinnedRules: (pinned) => rulesOf(find(pinned).source),
  }
}

/** Each of a city's sources by the version that it says itself, with the digest of its rules. */
export function versionsOf({ current, earlier }: ProgrammeSources): readonly (readonly [string, Digest])[] {
  return [current, ...Object.values(earlier)].map((source) => [versionOf(source), digestOf(rulesOf(source))])
}

function versionOf(source: unknown): string {
  return isRecord(source) ? String(source['version']) : ''
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
