import * as z from 'zod'
import { ticked } from '#functions/shared/edge/ticked.ts'
import { printedLine, writtenReason } from '#workflows/form/written-text.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import { normaliseCode } from '#workflows/text/normalise.ts'

export const refusalForm = z.object({ reason: writtenReason })

/** As long as a name on record may be. */
const typedName = { min: 1, max: 200 }

export const signForm = z.object({
  name: printedLine(typedName),
  code: z
    .string()
    .transform(normaliseCode)
    .pipe(z.string().regex(/^\d{6}$/)),
  consent: ticked,
  documentDigest: digestSchema,
  /** The name that was typed, once the page has shown it beside the one on record. */
  askedName: z.string().max(400).optional(),
})
