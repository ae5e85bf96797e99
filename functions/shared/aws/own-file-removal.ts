import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import type { FileRemoval } from '#functions/shared/ports/file-removal.ts'
import { setting } from '#functions/shared/ports/settings.ts'
import { emptyBucket } from './empty-bucket.ts'

/** Deletes every version of a file. */
function s3FileRemoval(client: S3Client, bucket: string): FileRemoval {
  return {
    async *list(Prefix) {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix })) {
        for (const { Key, LastModified } of Contents) {
          if (Key !== undefined && LastModified !== undefined) yield { key: Key, modified: LastModified }
        }
      }
    },
    async remove(key) {
      try {
        await emptyBucket(client, bucket, key)
        return true
      } catch (error) {
        if (error instanceof Error && error.message.endsWith('AccessDenied')) return false
        throw error
      }
    },
  }
}

let made: FileRemoval | undefined

export function fileRemoval(): FileRemoval {
  if (made !== undefined) return made
  const client = new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined })
  made = s3FileRemoval(client, setting('BUCKET_NAME'))
  return made
}
