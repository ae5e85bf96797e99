import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import {
  CreateStateMachineAliasCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
} from '@aws-sdk/client-sfn'
import * as z from 'zod'
import { liveAlias } from '#infra/aws/case-workflow.ts'
import { installCertificate } from '#infra/aws/seal/install-certificate.ts'
import { templateSchema } from './adapt-template.ts'
import type { Cloud } from './cloud.ts'
import { adaptToEmulator } from './gaps.ts'

const run = promisify(execFile)
/** Milliseconds; AWS takes minutes for what the emulator does in seconds. */
const patience = 20 * 60_000
const root = fileURLToPath(new URL('../..', import.meta.url))

const outputsSchema = z.object({
  PublicUrl: z.url(),
  StateMachine: z.string(),
  TableName: z.string(),
  BucketName: z.string(),
  SealKeyArn: z.string(),
  RootKeyArn: z.string(),
  BoardUrl: z.url(),
  FirstMessage: z.string(),
})
export type Outputs = z.infer<typeof outputsSchema>

function contextOf({ context }: Cloud): string[] {
  return Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`])
}

/** What an engineer does who wants the stage gone. */
export async function destroyTasvib(cloud: Cloud): Promise<string> {
  const { stdout, stderr } = await run(
    'node',
    ['infra/aws/destroy.ts', '--app', join(cloud.folder, 'cdk.out'), ...contextOf(cloud)],
    {
      cwd: root,
      env: cloud.environment,
      timeout: patience,
    },
  )
  return stdout + stderr
}

/** What an engineer does with an empty account: bootstrap, synthesize, deploy. Answers what the stack says about itself. */
export async function deployTasvib(cloud: Cloud): Promise<Outputs> {
  const { account, region, stack } = cloud
  const assembly = join(cloud.folder, 'cdk.out')
  const cdk = async (...args: string[]): Promise<void> => {
    await run('cdk', args, {
      cwd: root,
      env: cloud.environment,
      timeout: patience,
      maxBuffer: 64 * 1_024 * 1_024,
    })
  }
  await cdk('synth', '--quiet', '--output', assembly, ...contextOf(cloud))
  if (cloud.kind === 'emulator') {
    const file = join(assembly, `${stack}.template.json`)
    const template = templateSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    await writeFile(file, JSON.stringify(adaptToEmulator(template)))
    // Of an account that is there already, bootstrapping is its owner's.
    await cdk('bootstrap', `aws://${account}/${region}`, '--app', assembly)
  }
  const outputs = join(cloud.folder, 'outputs.json')
  await cdk('deploy', stack, '--app', assembly, '--require-approval', 'never', '--outputs-file', outputs)
  const said = z.record(z.string(), outputsSchema).parse(JSON.parse(await readFile(outputs, 'utf8')))[stack]
  if (said === undefined) throw new Error(`Nothing was said of ${stack}`)
  if (cloud.kind === 'emulator') await publishAlias(cloud, said.StateMachine)
  await certifySeal(cloud, said)
  return said
}

/** What an engineer does by `npm run seal-certificate`. */
async function certifySeal(
  { client }: Cloud,
  { SealKeyArn, RootKeyArn, BucketName }: Outputs,
): Promise<void> {
  const [kms, s3] = [new KMSClient(client), new S3Client({ ...client, forcePathStyle: true })]
  try {
    const from = { organization: 'شهرداری کرمان' }
    await installCertificate({
      kms,
      s3,
      keyId: SealKeyArn,
      rootKeyId: RootKeyArn,
      bucket: BucketName,
      from,
      now: new Date(),
    })
  } finally {
    kms.destroy()
    s3.destroy()
  }
}

/** What the emulator's CloudFormation cannot do; see the list of gaps. */
async function publishAlias({ client }: Cloud, alias: string): Promise<void> {
  const workflows = new SFNClient(client)
  try {
    const stateMachineArn = alias.slice(0, -`:${liveAlias}`.length)
    const { stateMachineVersionArn } = await workflows.send(
      new PublishStateMachineVersionCommand({ stateMachineArn }),
    )
    await workflows.send(
      new CreateStateMachineAliasCommand({
        name: liveAlias,
        routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
      }),
    )
  } finally {
    workflows.destroy()
  }
}
