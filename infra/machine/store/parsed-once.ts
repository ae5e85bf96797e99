/**
 * Parses what was not parsed lately: a row that says the same gives the very same value, frozen, since several may hold it.
 * @param most how many values are kept, the latest that were asked for
 */
export function parsedOnce<T>(parse: (text: string) => T, most: number): (text: string) => T {
  const kept = new Map<string, T>()
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

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
