import * as z from 'zod'
import { digestSchema } from '../ledger/digest.ts'

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
