import type { FunctionName } from '#functions/catalogue.ts'

/** The native compiler that sets contracts; it goes beside the bundle, not into it. */
export const compilerPackage = '@myriaddreamin/typst-ts-node-compiler'

const typesetters: ReadonlySet<FunctionName> = new Set(['draw-up-contract', 'seal-contract', 'terms'])

/** Whether a function carries the compiler, the contract's template and the fonts. */
export function isTypesetter(name: FunctionName): boolean {
  return typesetters.has(name)
}

/** Tells a function where its bundle has the template and the fonts, seen from the bundle. */
export const typesetterEnvironment = { TYPESETTER_ASSETS: 'assets' } as const
