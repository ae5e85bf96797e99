import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Deployment } from './deployment.ts'
import { fileLifetimes } from './file-lifetimes.ts'

export interface FilesProps extends Pick<Deployment, 'stage'> {
  /** From where browsers may upload. */
  readonly publicUrl: string
}

/**
 * Uploads and contracts. Nobody reads one without an address that a function signed for five minutes.
 */
export function createBucket(scope: Construct, { stage, publicUrl }: FilesProps): Bucket {
  return new Bucket(scope, 'Files', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    // Contracts are never overwritten unseen: the earlier bytes stay for whoever has to prove them.
    versioned: true,
    // Only makes locks possible, and has to be said when the bucket is made. What is locked, `Files.keep` says file by file:
    // contracts and daily roots, and never an upload, which may have to be erased.
    objectLockEnabled: stage === 'prod',
    lifecycleRules: [
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ...fileLifetimes.map(({ prefix, days }) => ({
        prefix,
        expiration: Duration.days(days),
        noncurrentVersionExpiration: Duration.days(1),
      })),
    ],
    cors: [
      {
        allowedMethods: [HttpMethods.POST],
        allowedOrigins: [publicUrl],
        allowedHeaders: ['*'],
        maxAge: 3_600,
      },
    ],
    // CloudFormation refuses to delete a bucket that holds something, in `dev` too.
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
}
