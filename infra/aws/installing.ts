import {
  type CloudFormationClient,
  DeleteStackCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { S3Client } from '@aws-sdk/client-s3'
import { dynamoAllCases } from '#functions/shared/aws/dynamo/dynamo-all-cases.ts'
import { emptyBucket } from '#functions/shared/aws/empty-bucket.ts'
import { strandedCases, strandedLines } from '#functions/shared/ports/stranded-cases.ts'
import { readDeployment } from './deployment.ts'
import { firewallName, firewallRegion, stackName } from './stack-name.ts'
import { outputsFound } from './stack-outputs.ts'

/** What an engineer gives, and what is done with it. */
export interface Installing {
  /** Arguments of the CDK, handed on to it. */
  readonly args: readonly string[]
  readonly context: (name: string) => unknown
  /** Of the account and region that the arguments name. */
  readonly clients: {
    /** Of that region, or of another where it is named. */
    readonly cloudFormation: (region?: string) => CloudFormationClient
    readonly dynamo: () => DynamoDBClient
    readonly s3: () => S3Client
  }
  /** Runs the CDK to its end; its exit code. */
  readonly cdk: (args: readonly string[]) => number
  readonly say: (line: string) => void
}

/**
 * Asks the table of the installation that is there, if one is, whether its open cases can go on with the rules of this release,
 * and only then deploys every stack. Answers the exit code.
 * @throws Error when the context cannot be used
 */
export async function deploy({ args, context, clients, cdk, say }: Installing): Promise<number> {
  const deployed = await outputsFound(clients.cloudFormation(), stackName(readDeployment(context)))
  // A stack of which the first deployment failed has no table.
  if (deployed?.TableName !== undefined) {
    const stranded = await strandedCases(
      dynamoAllCases({ client: clients.dynamo(), name: deployed.TableName }),
    )
    strandedLines(stranded).forEach(say)
    if (stranded.open.length > 0) {
      say('Nothing was deployed.')
      return 1
    }
  }
  return cdk(['deploy', '--all', ...args])
}

/**
 * Takes a development stage away with everything in it, files included; production is refused. Answers the exit code.
 * @throws Error when the context cannot be used
 */
export async function destroy({ args, context, clients, cdk, say }: Installing): Promise<number> {
  const deployment = readDeployment(context)
  if (deployment.stage === 'prod') {
    say('Production is not destroyed by this. Nothing was destroyed.')
    return 1
  }
  const stack = stackName(deployment)
  const deployed = await outputsFound(clients.cloudFormation(), stack)
  if (deployed === undefined) {
    say(`There is no stack ${stack}.`)
    return 1
  }
  // CloudFormation refuses to delete a bucket that holds something. A stack's own function for that could empty any bucket.
  const { BucketName } = deployed
  if (BucketName !== undefined) {
    say(`${await emptyBucket(clients.s3(), BucketName)} files deleted from ${BucketName}`)
  }
  const code = cdk(['destroy', stack, '--force', ...args])
  // The firewall is needed until CloudFront is gone.
  return code === 0 ? await destroyFirewall(firewallName(stack), { clients, say }) : code
}

/**
 * Whatever the context says now: the firewall may be from a deployment with `edge`, and the CDK knows of it only with that. It
 * deletes with the role that the stack was made with.
 */
async function destroyFirewall(
  stack: string,
  { clients, say }: Pick<Installing, 'clients' | 'say'>,
): Promise<number> {
  const client = clients.cloudFormation(firewallRegion)
  if ((await outputsFound(client, stack)) === undefined) return 0
  say(`${stack} is deleted in ${firewallRegion}; that may take some minutes`)
  await client.send(new DeleteStackCommand({ StackName: stack }))
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 1_800 }, { StackName: stack })
  return 0
}
