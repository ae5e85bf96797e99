import { fieldFaults } from '#functions/shared/edge/body.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json } from '#functions/shared/http/http.ts'
import { checkFile } from '#functions/shared/intake/file-rules.ts'
import { buckets, limits, roomFault } from '#functions/shared/intake/limits.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { uploadSchema } from '#functions/shared/requests/public.ts'

/** Hands out a presigned POST for one file of exactly this size and type. */
export async function askUpload(
  { body, files: uploads, ip }: HttpRequest,
  { files, throttle, now }: Pick<SubmitDependencies, 'files' | 'throttle' | 'now'>,
): Promise<Answer> {
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
