import { spawnSync } from 'node:child_process'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { clientSettings, contextFiles, contextOf } from './cdk-arguments.ts'
import type { Installing } from './installing.ts'

/** With the CDK of this project, in the account that its arguments name. */
export function byCdk(args: readonly string[]): Installing {
  const settings = clientSettings(args)
  return {
    args,
    context: contextOf(args, contextFiles()),
    clients: {
      cloudFormation: (region) =>
        new CloudFormationClient({ ...settings, ...(region === undefined ? {} : { region }) }),
      dynamo: () => new DynamoDBClient(settings),
      s3: () => new S3Client({ ...settings, forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined }),
    },
    cdk: (given) => spawnSync('cdk', given, { stdio: 'inherit' }).status ?? 1,
    say: (line) => console.error(line),
  }
}
