/**
 * A value that is made when it is first asked for, and then kept. For what costs a start something and is not always needed: one
 * format of Intl takes milliseconds.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
