import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import * as z from 'zod'
import type { Deployment } from '../deployment.ts'
import { restoreTime } from '../local/clock.ts'
import { environmentFile, setHandlerEnvironment } from '../local/handler-environment.ts'
import { stackName } from '../stack-name.ts'
import { stackOutputs } from './stack-outputs.ts'

/** Which installation is meant: a stage in the cloud, or the running one-machine Tasvib of a data folder. */
export type Target = Pick<Deployment, 'stage' | 'instance'> | { readonly dataFolder: string }

const keptSchema = z.object({
  storeEndpoint: z.string(),
  cloudEndpoint: z.string(),
  publicUrl: z.string(),
  programme: z.string(),
  mailFrom: z.string(),
  codeKey: z.string(),
  webhookSecret: z.string(),
  webhookTestEndpoint: z.string(),
  siteAssets: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  emptyFolder: z.string(),
})

/**
 * Gives this process the settings that the installation's functions have, so that an operator's command is their own code.
 * In the cloud it acts with the operator's own rights; on one machine it speaks to the running Tasvib.
 */
export async function aimAt(target: Target): Promise<void> {
  if ('dataFolder' in target) {
    const file = join(target.dataFolder, environmentFile)
    setHandlerEnvironment(keptSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
    // What is recorded now is recorded at the time of that Tasvib, which may have travelled.
    await restoreTime(join(target.dataFolder, 'clock.json'))
    return
  }
  const outputs = await stackOutputs(new CloudFormationClient({}), stackName(target))
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
}
