import * as z from 'zod'
import { digestSchema } from '#workflows/ledger/digest.ts'

/** What a PDF does by itself when it is opened, where its reader lets it; `unseen` where not all of it could be looked through. */
const pdfActions = ['javascript', 'launch', 'unseen'] as const
export type PdfAction = (typeof pdfActions)[number]

/** An uploaded file as the ledger knows it. */
export const fileRecordSchema = z.object({
  fileId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  name: z.string(),
  type: z.string(),
  /** Bytes. */
  size: z.int(),
  sha256: digestSchema,
  /** What reviewers are told before they open it; absent where nothing was found, or nobody looked. */
  actions: z.array(z.enum(pdfActions)).min(1).optional(),
  /** It lies below its case's own prefix; earlier ones lie among the uploads of all cases. */
  ofCase: z.literal(true).optional(),
})
export type FileRecord = z.infer<typeof fileRecordSchema>
