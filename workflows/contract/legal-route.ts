import * as z from 'zod'
import { fileRecordSchema } from '#workflows/form/file-record.ts'
import { namedRouteSchema } from '#workflows/programme/legal-routes.ts'

/** By which way of the law a case comes to its contract, as the case office recorded it. */
export const recordedRouteSchema = z.object({
  route: namedRouteSchema,
  /** Who decided or announced it; null where that was not needed. */
  body: z.string().nullable(),
  number: z.string().nullable(),
  date: z.iso.date().nullable(),
  /** How many took part; null where that is not known. */
  tenderers: z.int().positive().nullable(),
  /** The decision itself. */
  decision: fileRecordSchema.nullable(),
})
export type RecordedRoute = z.infer<typeof recordedRouteSchema>
