import { S3Client } from '@aws-sdk/client-s3'
import type { FileRemoval } from '#functions/shared/ports/file-removal.ts'
import { setting } from '#functions/shared/ports/settings.ts'
import { s3FileRemoval } from './s3-file-removal.ts'

let made: FileRemoval | undefined

export function fileRemoval(): FileRemoval {
  if (made !== undefined) return made
  const client = new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined })
  made = s3FileRemoval(client, setting('BUCKET_NAME'))
  return made
}
