import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoAllCases } from '#functions/shared/aws/dynamo/dynamo-all-cases.ts'
import * as aws from '#functions/shared/aws/home.ts'
import { fileRemoval } from '#functions/shared/aws/own-file-removal.ts'
import { sealer } from '#functions/shared/aws/own-sealer.ts'
import { typesetter } from '#functions/shared/aws/own-typesetter.ts'
import type { Deployment } from '#infra/aws/deployment.ts'
import { stackName } from '#infra/aws/stack-name.ts'
import { stackOutputs } from '#infra/aws/stack-outputs.ts'
import type { Installation } from './target.ts'

/** A stage in the cloud, with the operator's own rights. */
export async function aimAtStage(stage: Pick<Deployment, 'stage' | 'instance'>): Promise<Installation> {
  const outputs = await stackOutputs(new CloudFormationClient({}), stackName(stage))
  Object.assign(process.env, {
    TABLE_NAME: outputs.TableName,
    BUCKET_NAME: outputs.BucketName,
    PUBLIC_URL: outputs.PublicUrl,
    STATE_MACHINE_ARN: outputs.StateMachine,
    PROGRAMME: outputs.Programme,
    MAIL_FROM: outputs.MailFrom,
    MAIL_REDIRECT: outputs.MailRedirect ?? '',
    EVENT_BUS_NAME: outputs.EventBus,
    DELIVERY_QUEUE_URL: outputs.CallQueue,
  })
  const all = dynamoAllCases({ client: new DynamoDBClient({}), name: outputs.TableName })
  return { home: { ...aws, fileRemoval, sealer, typesetter }, all }
}
