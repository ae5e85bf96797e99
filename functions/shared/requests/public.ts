import * as z from 'zod'
import { largestFile, longestFileName } from '#functions/shared/intake/file-rules.ts'
import { fields } from '#workflows/form/fields.ts'
import { writtenReference } from '#workflows/form/written-reference.ts'
import { writtenAddress, writtenLine } from '#workflows/form/written-text.ts'

/** A digest or a contract number; a form may bring a file in their place. */
export const checkForm = z.object({ digest: z.string().max(300).optional() })

export const lostLinkForm = z.object({
  email: writtenAddress,
  /** Of the case; without it there is a link for each case of the address. */
  reference: writtenLine({ min: 0, max: 40 })
    .transform((text) => (text === '' ? '' : writtenReference(text)))
    .pipe(z.string())
    .meta({ minLength: 0, maxLength: 40 })
    .default(''),
})

/** What is said of a file before it is uploaded; `file-rules.ts` has the words for what is wrong with it. */
export const uploadSchema = z.object({
  name: z.string().meta({ minLength: 1, maxLength: longestFileName }),
  /** One of those that are taken, in any spelling; the bytes tell. */
  type: z.string().meta({ examples: fields.files.mediaTypes }),
  /** Bytes. */
  size: z.int().meta({ minimum: 1, maximum: largestFile }),
})
