import { S3Client } from '@aws-sdk/client-s3'
import * as real from '../adapters/real.ts'
import { isVersioned, setting } from '../adapters/settings.ts'
import { logFailure } from '../edge/failure-log.ts'
import { observed } from '../edge/observed.ts'
import { fileRemover } from '../erasure/remove-file.ts'
import { retire } from './retire.ts'

/** Called once a day. */
export const handler = observed(async () =>
  retire({
    cases: real.cases(),
    erasing: {
      rows: real.personalRows(),
      cases: real.cases(),
      commit: real.commit(),
      deleteLinks: (reference) => real.personalRows().deleteLinks(reference),
      remove: fileRemover(
        new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined }),
        setting('BUCKET_NAME'),
        { versioned: isVersioned() },
      ),
    },
    now: real.now,
    failed: logFailure,
  }),
)
