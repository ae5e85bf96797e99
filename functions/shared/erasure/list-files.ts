import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3'
import type { StoredCopy } from './unrecorded-copies.ts'

/** Objects of a bucket by the beginning of their key. */
export function fileLister(client: S3Client, Bucket: string): (prefix: string) => AsyncIterable<StoredCopy> {
  return async function* list(Prefix) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key, LastModified } of Contents) {
        if (Key !== undefined && LastModified !== undefined) yield { key: Key, modified: LastModified }
      }
    }
  }
}
