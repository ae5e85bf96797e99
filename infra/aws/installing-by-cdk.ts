import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import type { Installing } from './installing.ts'

const recordSchema = z.record(z.string(), z.unknown())

/** What is context in the files that the CDK reads, the first of which that names something counts. */
export function contextFiles(
  folder: string = process.cwd(),
  home: string = homedir(),
): readonly CdkContext[] {
  const inside = (file: string): unknown => read(file)['context']
  return [
    inside(join(folder, 'cdk.json')),
    read(join(folder, 'cdk.context.json')),
    inside(join(home, '.cdk.json')),
  ].map((context) => recordSchema.parse(context ?? {}))
}
type CdkContext = Readonly<Record<string, unknown>>

/**
 * What the CDK would take as context: its arguments in whichever of their forms (`--context stage=prod`, `--context=stage=prod`,
 * `-c stage=prod`; the last one counts, as it does there), and where they do not name something, its files.
 */
export function contextOf(args: readonly string[], files: readonly CdkContext[]): (name: string) => unknown {
  const given = (parse(args).context ?? []).filter((one) => typeof one === 'string')
  return (name) =>
    given.findLast((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ??
    files.find((context) => name in context)?.[name]
}

/** Whose account it is and where, for clients of AWS beside the CDK; what is not said comes from the environment, as it does there. */
export function clientSettings(args: readonly string[]): { profile?: string; region?: string } {
  const { profile, region } = parse(args)
  return {
    ...(typeof profile === 'string' ? { profile } : {}),
    ...(typeof region === 'string' ? { region } : {}),
  }
}

function parse(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      context: { type: 'string', short: 'c', multiple: true },
      profile: { type: 'string' },
      region: { type: 'string' },
    },
    strict: false,
  })
  return values
}

function read(file: string): CdkContext {
  return existsSync(file) ? recordSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
}

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
