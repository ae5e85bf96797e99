import { S3Client } from '@aws-sdk/client-s3'
import { clock } from '#functions/shared/ports/clock.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import { scannedFiles } from '#functions/shared/ports/malware.ts'
import { random } from '#functions/shared/ports/random.ts'
import { lockYears, scansUploads, setting } from '#functions/shared/ports/settings.ts'
import { s3Files, taggedVerdict } from './s3-files.ts'

/** The real files, by the settings. */
export function loadS3Files(): Files {
  // A checksum that browsers do not send cannot be signed into what they use; TLS and the ledger's own digests stay.
  const plain = {
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  } as const
  // Away from AWS, in an emulator, there is no host for each bucket.
  const client = new S3Client({ ...plain, forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined })
  const name = setting('BUCKET_NAME')
  const files = s3Files({ client, name, lockedUntil }, random)
  return scansUploads() ? scannedFiles(files, (key) => taggedVerdict({ client, name }, key)) : files
}

function lockedUntil(): Date | undefined {
  const years = lockYears()
  if (years === 0) return undefined
  const until = clock.now()
  until.setUTCFullYear(until.getUTCFullYear() + years)
  return until
}
