import * as z from 'zod'
import { digestOf, digestSchema } from '../ledger/digest.ts'
import { personalDigest, personalSchema } from '../ledger/personal.ts'
import { instantSchema } from './state.ts'

/** An uploaded file as the ledger knows it. `fileId` is its key among the uploads. */
export const fileRecordSchema = z.object({
  fileId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  name: z.string(),
  type: z.string(),
  /** Bytes. */
  size: z.int(),
  sha256: digestSchema,
})
export type FileRecord = z.infer<typeof fileRecordSchema>

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
