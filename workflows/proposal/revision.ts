import * as z from 'zod'
import { fileRecordSchema } from '#workflows/form/file-record.ts'
import { digestOf, digestSchema } from '#workflows/ledger/digest.ts'
import { personalDigest, personalSchema } from '#workflows/ledger/personal.ts'
import { instantSchema } from './state.ts'

/** The form as it was submitted once; its personal fields stand apart so that they can be erased. */
export const revisionSchema = z.object({
  reference: z.string(),
  revision: z.int().positive(),
  at: instantSchema,
  /** The form's fields that are not personal, by field id. */
  open: z.record(z.string(), z.unknown()),
  personal: personalSchema.nullable(),
  personalDigest: digestSchema,
  files: z.array(fileRecordSchema),
  documentsDigest: digestSchema,
})
export type Revision = z.infer<typeof revisionSchema>

type Content = Pick<Revision, 'open' | 'files'> & { personal: NonNullable<Revision['personal']> }

/** The digests of a submitted form: what a decision is bound to. */
export function revisionDigests({
  open,
  personal,
  files,
}: Content): Pick<Revision, 'personalDigest' | 'documentsDigest'> {
  const digest = personalDigest(personal)
  return { personalDigest: digest, documentsDigest: digestOf({ open, personalDigest: digest, files }) }
}
