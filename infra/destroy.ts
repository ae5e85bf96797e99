import { spawnSync } from 'node:child_process'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { S3Client } from '@aws-sdk/client-s3'
import { emptyBucket } from '#functions/erasure/empty-bucket.ts'
import { stackOutputs } from './operate/stack-outputs.ts'
import { contextIn, stackName } from './stack-name.ts'

/*
 * `npm run destroy`: the development stage with everything in it, files included; production cannot be destroyed by this.
 * What else is said goes to `cdk destroy`, e.g. `--profile`, or `--context instance=…` where there are several.
 */
const given = process.argv.slice(2)
const stack = stackName({ stage: 'dev', instance: contextIn(given, 'instance') })
const { BucketName } = await stackOutputs(new CloudFormationClient({}), stack)
// CloudFormation refuses to delete a bucket that holds something. A stack's own function for that could empty any bucket.
const s3 = new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined })
console.log(`${await emptyBucket(s3, BucketName)} files deleted from ${BucketName}`)
const { status } = spawnSync('cdk', ['destroy', stack, '--force', ...given], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
