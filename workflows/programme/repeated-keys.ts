/** A string, a mark or another value of JSON. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

interface Level {
  /** The keys of an object so far; null in a list. */
  readonly keys: Set<string> | null
  readonly path: readonly string[]
  /** The key or the place whose value comes next; null where a key is to come. */
  at: string | null
}

/**
 * The path of every key that an object of a JSON text has twice, as `stages.0.id`: parsing takes the last of them, and nobody
 * sees the other. The text is one that parses.
 */
export function repeatedKeys(text: string): readonly string[] {
  const levels: Level[] = []
  const repeated: string[] = []
  for (const [found] of text.matchAll(token)) {
    const level = levels.at(-1)
    if (found === '{' || found === '[') {
      const path = level === undefined || level.at === null ? [] : [...level.path, level.at]
      levels.push(found === '{' ? { keys: new Set(), path, at: null } : { keys: null, path, at: '0' })
    } else if (found === '}' || found === ']') levels.pop()
    else if (found === ',' && level !== undefined) {
      level.at = level.keys === null ? String(Number(level.at) + 1) : null
    } else if (level?.keys && level.at === null) {
      const key = String(JSON.parse(found))
      if (level.keys.has(key)) repeated.push([...level.path, key].join('.'))
      level.keys.add(key)
      level.at = key
    }
  }
  return repeated
}
