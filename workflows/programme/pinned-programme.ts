import * as z from 'zod'
import { digestSchema } from '#workflows/ledger/digest.ts'

/**
 * The programme that a case runs under. `rules` is the digest of its rules (`rules-of.ts`) and says which they are; the version
 * is what people call them. Cases of before have no digest: theirs is the one that the lock file has of their version.
 */
export const pinnedProgrammeSchema = z.object({
  id: z.string(),
  version: z.string(),
  rules: digestSchema.exactOptional(),
})
export type PinnedProgramme = z.infer<typeof pinnedProgrammeSchema>
