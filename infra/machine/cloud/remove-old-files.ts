import { fileLifetimes } from '#infra/aws/file-lifetimes.ts'
import type { S3Options } from './s3.ts'

const day = 86_400_000

/** Does what the bucket's rules do in the cloud. */
export async function removeOldFiles({ objects, bucket }: Pick<S3Options, 'objects' | 'bucket'>, now: Date) {
  for (const { prefix, days } of fileLifetimes) {
    await objects.removeOld(bucket, { prefix, before: new Date(now.getTime() - days * day) })
  }
}
