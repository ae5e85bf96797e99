/** Stands in a bundle for `parse-programme.ts` and `rules-of.ts`, which saw every programme when the bundle was made. */
import type { ParsedProgramme } from '#workflows/programme/parse-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Rules } from '#workflows/programme/rules-of.ts'

type Bundled = Programme & { readonly rules: Rules }

export const parseProgramme = (input: unknown): ParsedProgramme => ({
  ok: true,
  programme: input as Programme,
})

export const rulesOf = (input: unknown): Rules => (input as Bundled).rules
