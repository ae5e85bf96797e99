import { type Cities, type RulesLock, versionsOf } from './load-programme.ts'

/**
 * Where the programmes are not what the lock file says of their versions, each with what to do about it; none when all is well.
 * A version means the same rules for ever: cases of before were submitted under its name alone.
 */
export function lockFaults(cities: Cities, lock: RulesLock): readonly string[] {
  return Object.entries(cities).flatMap(([id, sources]) => [
    ...versionsOf(sources).flatMap(([version, digest]) => {
      const locked = lock[id]?.[version]
      if (locked === digest) return []
      if (locked === undefined) return [unlocked(id, version, digest)]
      return [changed(id, version, { locked, digest })]
    }),
    ...misnamed(id, sources.earlier),
  ])
}

function unlocked(id: string, version: string, digest: string): string {
  return (
    `${id} ${version} is not in workflows/programme/rules.lock.json. Whoever publishes it adds there, under "${id}": ` +
    `"${version}": "${digest}"`
  )
}

function changed(
  id: string,
  version: string,
  { locked, digest }: { locked: string; digest: string },
): string {
  return (
    `The rules of ${id} ${version} were changed under their version (${digest}, not ${locked}). Raise the version in ` +
    `workflows/programmes/${id}.json, keep the file as it was as workflows/programmes/${id}-${version}.json and name it under ` +
    '"earlier" in workflows/programme/load-programme.ts. People, holidays and texts may change under a version.'
  )
}

function misnamed(id: string, earlier: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(earlier).flatMap(([version, source]) => {
    const [[own] = []] = versionsOf({ current: source, earlier: {} })
    return own === version ? [] : [`The programme "${id}-${version}" calls itself version ${own}`]
  })
}
