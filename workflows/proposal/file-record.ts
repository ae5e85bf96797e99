import * as z from 'zod'
import { digestSchema } from '../ledger/digest.ts'

/** An uploaded file as the ledger knows it. */
export const fileRecordSchema = z.object({
  fileId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  name: z.string(),
  type: z.string(),
  /** Bytes. */
  size: z.int(),
  sha256: digestSchema,
  /** It lies below its case's own prefix; earlier ones lie among the uploads of all cases. */
  ofCase: z.literal(true).optional(),
})
export type FileRecord = z.infer<typeof fileRecordSchema>
