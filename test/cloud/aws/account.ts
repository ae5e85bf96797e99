import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { S3Client } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts'
import * as z from 'zod'
import type { Cloud, Needs } from '#test/cloud/cloud.ts'
import { caughtMails } from './caught-mails.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Minutes; a stack without CloudFront takes less than ten. */
const patience = 20 * 60_000

const settingsSchema = z.object({
  /** Whose account may be used; whatever other credentials lie about are refused. */
  TASVIB_AWS_ACCOUNT: z.string().regex(/^\d{12}$/),
  AWS_REGION: z.string().min(1),
  /** A domain whose identity in SES is verified, and whose mail comes to SES in that region. */
  TASVIB_MAIL_DOMAIN: z.hostname(),
  /** The active set of receipt rules, to which one is added. */
  TASVIB_RULE_SET: z.string().min(1),
})
export type AccountSettings = z.infer<typeof settingsSchema>

/** @throws Error that names what is missing or cannot be used */
export function readAccountSettings(environment: NodeJS.ProcessEnv): AccountSettings {
  const parsed = settingsSchema.safeParse(environment)
  if (!parsed.success) throw new Error(`The account cannot be used:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** @throws Error when the credentials are of another account than the one that was said */
export async function confirmAccount(config: STSClientConfig, said: string): Promise<void> {
  const sts = new STSClient(config)
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}))
    if (Account !== said)
      throw new Error(`TASVIB_AWS_ACCOUNT is ${said}, and the credentials are of ${Account}`)
  } finally {
    sts.destroy()
  }
}

/**
 * An account of AWS. All that the suite makes there bears the name of the run and is taken away at the end; should the
 * process die before, the name that was printed says what to destroy.
 */
export async function openAccount({ mail }: Needs): Promise<Cloud> {
  const environment = process.env
  const settings = readAccountSettings(environment)
  const { TASVIB_AWS_ACCOUNT: account, AWS_REGION: region, TASVIB_MAIL_DOMAIN: domain } = settings
  await confirmAccount({ region }, account)
  const instance = `run-${Date.now().toString(36)}`
  const stack = `tasvib-dev-${instance}`
  console.warn(`The cloud suite deploys ${stack} to ${account} in ${region}`)
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-cloud-'))
  const given = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const own = {
    ...(Object.fromEntries(given) as Record<string, string>),
    PATH: [join(root, 'node_modules/.bin'), environment['PATH'] ?? ''].join(delimiter),
    AWS_DEFAULT_REGION: region,
  }
  const catcher = async (...command: readonly string[]) => {
    const context = { stack: `${stack}-mail`, domain, ruleSet: settings.TASVIB_RULE_SET }
    const args = [...command, `${stack}-mail`, '--app', `node ${join('test/cloud/aws/mail-catcher-app.ts')}`]
    await run(
      'cdk',
      [...args, ...Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`])],
      { cwd: root, env: own, timeout: patience },
    )
  }
  const outputs = join(folder, 'mail-outputs.json')
  if (mail) await catcher('deploy', '--require-approval', 'never', '--outputs-file', outputs)
  const s3 = new S3Client({ region })
  return {
    kind: 'aws',
    account,
    region,
    environment: own,
    client: { region },
    folder,
    stack,
    context: {
      instance,
      mailFrom: `no-reply@${domain}`,
      mailIdentity: 'existing',
      mailRedirect: domain,
    },
    mails: mail ? caughtMails(s3, await bucketIn(outputs)) : async () => [],
    stop: async () => {
      s3.destroy()
      if (mail) await catcher('destroy', '--force')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const outputsSchema = z.record(z.string(), z.object({ Bucket: z.string() }))

async function bucketIn(outputs: string): Promise<string> {
  const [said] = Object.values(outputsSchema.parse(JSON.parse(await readFile(outputs, 'utf8'))))
  if (said === undefined) throw new Error('The stack for mails names no bucket')
  return said.Bucket
}
