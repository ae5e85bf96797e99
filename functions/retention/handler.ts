import { S3Client } from '@aws-sdk/client-s3'
import * as real from '#functions/shared/aws/real.ts'
import { logFailure } from '#functions/shared/edge/failure-log.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import { fileLister } from '#functions/shared/erasure/list-files.ts'
import { fileRemover } from '#functions/shared/erasure/remove-file.ts'
import { removeUnrecorded } from '#functions/shared/erasure/unrecorded-copies.ts'
import { isVersioned, setting } from '#functions/shared/ports/settings.ts'
import { retire } from './retire.ts'

/** Called once a day. */
export const handler = observed(async () => {
  const client = new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined })
  const remove = fileRemover(client, setting('BUCKET_NAME'), { versioned: isVersioned() })
  const cases = real.cases()
  const list = fileLister(client, setting('BUCKET_NAME'))
  // Neither waits for the other, nor fails with it.
  const [retired, unrecorded] = await Promise.allSettled([
    retire({
      cases,
      erasing: {
        rows: real.personalRows(),
        cases,
        commit: real.commit(),
        deleteLinks: (reference) => real.personalRows().deleteLinks(reference),
        remove,
      },
      now: real.now,
      failed: logFailure,
    }),
    removeUnrecorded({ cases, list, remove, now: real.now, failed: logFailure }),
  ])
  const failures = [retired, unrecorded].flatMap((run) => (run.status === 'rejected' ? [run.reason] : []))
  if (retired.status === 'rejected' || unrecorded.status === 'rejected')
    throw new AggregateError(failures, failures.map(String).join('; '))
  return { ...retired.value, unrecorded: unrecorded.value }
})
