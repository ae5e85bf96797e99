import * as z from 'zod'
import type { Entry } from '#workflows/proposal/entries.ts'

const signed = z.object({ typedName: z.string(), expectedName: z.string().optional() })

/** The name that somebody signed with, and behind it the one on record where that is another; undefined where it was erased. */
export function namesIn(personal: Entry['personal']): string | undefined {
  const names = signed.safeParse(personal?.value).data
  if (names === undefined) return undefined
  return names.expectedName === undefined ? names.typedName : `${names.typedName} (${names.expectedName})`
}
