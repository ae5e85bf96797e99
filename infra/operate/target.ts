import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { dynamoAllCases } from '#functions/shared/aws/dynamo/dynamo-all-cases.ts'
import * as aws from '#functions/shared/aws/home.ts'
import { fileRemoval } from '#functions/shared/aws/own-file-removal.ts'
import { sealer } from '#functions/shared/aws/own-sealer.ts'
import { typesetter } from '#functions/shared/aws/own-typesetter.ts'
import type { Home } from '#functions/shared/home.ts'
import type { AllCases } from '#functions/shared/ports/all-cases.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import { bindTablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Deployment } from '#infra/aws/deployment.ts'
import { stackName } from '#infra/aws/stack-name.ts'
import { stackOutputs } from '#infra/aws/stack-outputs.ts'
import { restoreTime } from '#infra/machine/clock.ts'
import { environmentFile, setHandlerEnvironment } from '#infra/machine/handler-environment.ts'
import { readStateMachine } from '#infra/machine/state-machine.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'
import { sqliteAllCases } from '#infra/machine/store/sqlite-all-cases.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { machineWorkflow } from '#infra/machine/workflow/machine-workflow.ts'

/** Which installation is meant: a stage in the cloud, or the running one-machine Tasvib of a data folder. */
export type Target = Pick<Deployment, 'stage' | 'instance'> | { readonly dataFolder: string }

export interface Installation {
  readonly home: Home
  readonly all: AllCases
}

const keptSchema = z.object({
  database: z.string(),
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

const now = () => clock.now().getTime()

/**
 * Gives this process the settings that the installation's functions have, so that an operator's command is their own code.
 * In the cloud it acts with the operator's own rights. On one machine it opens the database beside the running
 * Tasvib, or while that is stopped, and speaks to the running one for everything else.
 */
export async function aimAt(target: Target): Promise<Installation> {
  const home = { ...aws, fileRemoval, sealer, typesetter }
  if (!('dataFolder' in target)) return { home, all: await aimAtStage(target) }
  const database = await aimAtFolder(target.dataFolder)
  const workflow = machineWorkflow({
    journal: journalIn(database, now),
    definition: await readStateMachine(),
    now,
  })
  return { home: { ...home, workflow: () => workflow }, all: sqliteAllCases(database) }
}

/** There is nothing to operate where somebody pointed. */
export class NoInstallation extends Error {}

async function aimAtFolder(dataFolder: string): Promise<Database> {
  const file = join(dataFolder, environmentFile)
  if (!existsSync(file))
    throw new NoInstallation(`No Tasvib was ever started in ${dataFolder}. Its folder is given by --data.`)
  const environment = keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  setHandlerEnvironment(environment)
  const database = openDatabase(environment.database)
  bindTablePorts(sqlitePorts(database, { codeKey: environment.codeKey }))
  // What is recorded now is recorded at the time of that Tasvib, which may have travelled.
  await restoreTime(join(dataFolder, 'clock.json'))
  return database
}

async function aimAtStage(stage: Pick<Deployment, 'stage' | 'instance'>): Promise<AllCases> {
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
  return dynamoAllCases({ client: new DynamoDBClient({}), name: outputs.TableName })
}
