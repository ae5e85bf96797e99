import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3'
import type { FileRemoval } from '#functions/shared/ports/file-removal.ts'
import { emptyBucket } from './empty-bucket.ts'

/** Deletes every version of a file. */
export function s3FileRemoval(client: S3Client, bucket: string): FileRemoval {
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
