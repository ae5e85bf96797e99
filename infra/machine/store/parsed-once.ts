import type { Database } from './database.ts'

/** What was parsed of each database, to be forgotten with what was erased in it. */
const keptOf = new WeakMap<object, Map<string, unknown>[]>()

function keptFor<T>(of: object): Map<string, T> {
  const kept = new Map<string, T>()
  keptOf.set(of, [...(keptOf.get(of) ?? []), kept])
  return kept
}

/**
 * Parses what was not parsed lately: a row that says the same gives the very same value, frozen, since several may hold it.
 * @param most how many values are kept, the latest that were asked for
 * @param of the database whose rows they are
 */
export function parsedOnce<T>(parse: (text: string) => T, most: number, of: object): (text: string) => T {
  const kept = keptFor<T>(of)
  return (text) => {
    const known = kept.get(text)
    const value = known ?? frozen(parse(text))
    if (known !== undefined) kept.delete(text)
    kept.set(text, value)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return value
  }
}

/** Lets go of all that was parsed: what was erased from a row must not stay in memory until others have taken its place. */
export function forgetParsed(of: object): void {
  for (const kept of keptOf.get(of) ?? []) kept.clear()
}

/** Lets go of it likewise when another process has written, such as an operator's command that erased; to be asked now and then. */
export function forgettingWithOthers(database: Database): () => void {
  const version = () => database.prepared('PRAGMA data_version').get()?.['data_version']
  let seen = version()
  return () => {
    const present = version()
    if (present !== seen) forgetParsed(database)
    seen = present
  }
}

/**
 * A list that only grows at its end, read once and from then on behind what was read; read anew when another process has written.
 * @param after what stands in the list of that name behind its last that is known
 * @param most how many lists are kept, the latest that were asked for
 */
export function readOnce<T>(
  after: (name: string, last: T | undefined) => readonly T[],
  most: number,
  database: Database,
): (name: string) => readonly T[] {
  const kept = keptFor<readonly T[]>(database)
  const forgetWithOthers = forgettingWithOthers(database)
  return (name) => {
    forgetWithOthers()
    const known = kept.get(name) ?? []
    const later = after(name, known.at(-1))
    const list = later.length === 0 ? known : frozen([...known, ...later])
    kept.delete(name)
    kept.set(name, list)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return list
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
