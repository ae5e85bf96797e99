import type { Home } from './home.ts'

/** Ports that are asked for without a word. */
type Port = { [Name in keyof Home]: Home[Name] extends () => unknown ? Name : never }[keyof Home]

/** What a use case gets of a home: each of these ports, as the home has it now. */
export function called<Name extends Port>(
  home: Pick<Home, Name>,
  names: readonly Name[],
): { readonly [Each in Name]: ReturnType<Home[Each]> } {
  return Object.fromEntries(names.map((name) => [name, home[name]()])) as {
    [Each in Name]: ReturnType<Home[Each]>
  }
}
