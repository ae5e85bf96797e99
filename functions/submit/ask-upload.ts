import * as z from 'zod'
import { fieldFaults } from '#functions/edge/body.ts'
import { problems } from '#functions/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { fields } from '#workflows/form/fields.ts'
import { checkFile, largestFile, longestFileName } from './file-rules.ts'
import { buckets, limits, roomFault } from './limits.ts'
import type { SubmitDependencies } from './submit-dependencies.ts'

/** What is said of a file before it is uploaded; `file-rules.ts` has the words for what is wrong with it. */
export const uploadSchema = z.object({
  name: z.string().meta({ minLength: 1, maxLength: longestFileName }),
  /** One of those that are taken, in any spelling; the bytes tell. */
  type: z.string().meta({ examples: fields.files.mediaTypes }),
  /** Bytes. */
  size: z.int().meta({ minimum: 1, maximum: largestFile }),
})

/** Hands out a presigned POST for one file of exactly this size and type. */
export async function askUpload(
  { body, files: uploads, ip }: HttpRequest,
  { files, throttle, now }: Pick<SubmitDependencies, 'files' | 'throttle' | 'now'>,
): Promise<HttpResponse | Problem> {
  // The bytes themselves go to the store, not here.
  if (uploads.length > 0) return problems.unsupported
  const taken = await throttle.take(buckets.uploadsOf(ip), limits.uploadsPerIp, now())
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const parsed = uploadSchema.safeParse(body)
  if (!parsed.success) return problems.unprocessable(fieldFaults(parsed.error))
  const checked = checkFile(parsed.data)
  if ('faults' in checked) return problems.unprocessable(checked.faults)
  const fault = await roomFault({ ip, bytes: checked.size }, { throttle, now })
  if (fault !== null) return fault
  const { fileId, secret, url, fields: form } = await files.ticket(checked)
  return json(201, { fileId, secret, url, fields: form })
}
