import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { isTypesetter, typesetterEnvironment } from '#infra/aws/bundling/typesetting.ts'
import { siteFolder } from '#infra/aws/site-assets.ts'
import cdk from '../../../cdk.json' with { type: 'json' }

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const names = Object.keys(catalogue) as FunctionName[]
const typesetters = names.filter(isTypesetter)

/** What Lambda would give, with services that refuse every connection. */
const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_MAX_ATTEMPTS: '1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  TABLE_NAME: 'tasvib',
  BUCKET_NAME: 'tasvib-files',
  SEAL_KEY_ID: 'alias/tasvib-seal',
  ROOT_KEY_ID: 'alias/tasvib-root',
  PUBLIC_URL: 'https://proposals.city.example',
  PROGRAMME: 'kerman',
  MAIL_FROM: 'no-reply@city.example',
  STATE_MACHINE_ARN: 'arn:aws:states:local:000000000000:stateMachine:tasvib:live',
  EVENT_BUS_NAME: 'tasvib',
  CODE_KEY: 'k'.repeat(64),
  SITE_ASSETS: siteFolder,
}

/** Calls a bundle's handler, or only looks at it, and prints what came of it. */
const probe = `
  const { handler } = await import(process.argv[1])
  const event = process.argv[2]
  const outcome = event === undefined ? typeof handler : await handler(JSON.parse(event)).then(() => 'done', (error) => error.name)
  console.log('outcome: ' + outcome)`

async function outcomeOf(folder: string, event?: string): Promise<string | undefined> {
  const bundle = pathToFileURL(join(folder, 'index.mjs')).href
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--eval', probe, bundle, ...(event === undefined ? [] : [event])],
    { env: { ...environment, ...typesetterEnvironment, LAMBDA_TASK_ROOT: folder } },
  )
  return /^outcome: (.+)$/m.exec(stdout)?.[1]
}

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional() })),
})

const functionSchema = z.object({ FunctionName: z.string(), Code: z.object({ S3Key: z.string() }) })

function templateIn(folder: string): z.infer<typeof templateSchema> {
  return templateSchema.parse(JSON.parse(readFileSync(join(folder, 'tasvib-dev.template.json'), 'utf8')))
}

// As for an emulator: what the bundles hold can be run here.
const isLikeLambda = process.platform === 'linux' && process.arch === 'x64'

describe.runIf(isLikeLambda)('the whole synthesis', () => {
  let out = ''
  const folders = new Map<FunctionName, string>()

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'tasvib-synthesis-'))
    // As the CDK command line does, without an account, credentials or Docker.
    await run(process.execPath, ['infra/aws/app.ts'], {
      cwd: root,
      env: {
        PATH: '/nowhere',
        CDK_OUTDIR: out,
        CDK_CONTEXT_JSON: JSON.stringify({ ...cdk.context, emulated: true }),
      },
    })
    for (const { Type, Properties } of Object.values(templateIn(out).Resources)) {
      if (Type !== 'AWS::Lambda::Function') continue
      const { FunctionName, Code } = functionSchema.parse(Properties)
      const name = FunctionName.replace('tasvib-dev-', '') as FunctionName
      folders.set(name, join(out, `asset.${Code.S3Key.replace('.zip', '')}`))
    }
  })

  afterAll(async () => {
    await rm(out, { recursive: true, force: true })
  })

  it('bundles every function of the catalogue', () => {
    expect([...folders.keys()].sort()).toEqual([...names].sort())
  })

  it.each(names)('makes a bundle of %s that loads by itself', async (name) => {
    expect(await outcomeOf(folders.get(name) ?? '')).toBe('function')
  })

  it.each(typesetters)('gives %s the compiler, the template and the fonts', async (name) => {
    const folder = folders.get(name) ?? ''
    expect(readdirSync(join(folder, 'assets')).sort()).toEqual([
      'DejaVuSans-Bold.ttf',
      'DejaVuSans.ttf',
      'Vazirmatn-Bold.ttf',
      'Vazirmatn-Regular.ttf',
      'contract.typ',
    ])
    // A task gets as far as the table, which is out of reach: compiler, template and fonts were read before.
    const payload = { reference: 'TSV-1404-7F3K2' }
    const isTask = catalogue[name].trigger.kind === 'workflow'
    expect(await outcomeOf(folder, JSON.stringify(payload))).toBe(isTask ? 'Unavailable' : 'TypeError')
  })

  it('gives the site its scripts, the font and the verifier beside the bundle', () => {
    const assets = join(folders.get('site') ?? '', siteFolder)
    expect(readdirSync(assets).sort()).toEqual(['site.js', 'tasvib-verify.mjs', 'vazirmatn.woff2'])
  })

  it('gives the compiler to nobody else', () => {
    const carrying = names.filter((name) => existsSync(join(folders.get(name) ?? '', 'node_modules')))
    expect(carrying.sort()).toEqual([...typesetters].sort())
  })
})
