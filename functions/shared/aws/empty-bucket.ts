import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3'

/**
 * Deletes every version of every object below a prefix; answers how many there were. Throws when one cannot be deleted, as
 * locked ones cannot.
 */
export async function emptyBucket(client: S3Client, bucket: string, prefix = ''): Promise<number> {
  let deleted = 0
  for (;;) {
    // What is listed is deleted at once, so each page is the first.
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }),
    )
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }))
    if (Objects.length === 0) return deleted
    const { Errors: [failed] = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    )
    if (failed !== undefined) throw new Error(`${failed.Key} was not deleted: ${failed.Code}`)
    deleted += Objects.length
  }
}
