import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { emptyBucket } from './empty-bucket.ts'

/**
 * Deletes files for good: in the cloud every version of them, on one machine the one that there is. Answers false for a file
 * that a lock keeps.
 */
export function fileRemover(
  client: S3Client,
  bucket: string,
  { versioned }: { readonly versioned: boolean },
): (key: string) => Promise<boolean> {
  if (!versioned) {
    return async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
      return true
    }
  }
  return async (key) => {
    try {
      await emptyBucket(client, bucket, key)
      return true
    } catch (error) {
      if (error instanceof Error && error.message.endsWith('AccessDenied')) return false
      throw error
    }
  }
}
