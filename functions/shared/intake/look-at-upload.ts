import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json } from '#functions/shared/http/http.ts'
import { buckets, limits } from './limits.ts'
import type { SubmitDependencies } from './submit-dependencies.ts'
import { sentFiles, takeFiles } from './take-files.ts'

/**
 * Says at once what an upload is that has arrived, so that nobody hears of a wrong file only once the whole form was sent.
 * Changes nothing.
 */
export async function lookAtUpload(
  request: Pick<HttpRequest, 'path' | 'body' | 'ip'>,
  { files, throttle, now }: Pick<SubmitDependencies, 'files' | 'throttle' | 'now'>,
): Promise<Answer> {
  const looked = await throttle.take(buckets.looksOf(request.ip), limits.uploadsPerIp, now())
  if (!looked.allowed) return problems.tooMany(looked.retryAfter)
  const sent = sentFiles({ body: request.body, files: [] }, [request.path['file']])
  const { files: taken, faults } = await takeFiles(files, sent)
  const [file] = taken
  if (file === undefined) return problems.unprocessable(faults)
  const { fileId, name, type, size } = file.record
  return json(200, { fileId, name, type, size })
}
