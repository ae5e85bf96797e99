import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import {
  catalogue,
  type FunctionName,
  type FunctionSpec,
  type Secret,
  type Setting,
} from '#functions/catalogue.ts'
import { sessionCookieName } from '#functions/shared/edge/session-cookie.ts'
import { bundle, writeBundle } from '#infra/aws/bundling/bundle-functions.ts'
import { compilerPackage } from '#infra/aws/bundling/typesetting.ts'
import { gatewayEvent } from '#test/functions/desk/gateway-event.ts'
import { median } from './median.ts'
import { silentCloud } from './silent-cloud.ts'
import type { FirstAnswer } from './start-once.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const startOnce = fileURLToPath(new URL('start-once.ts', import.meta.url))
const runner = 'start-once.mjs'
const run = promisify(execFile)

export interface ColdStart {
  readonly name: FunctionName
  /** Kibibytes that are loaded at the start, and when they are first needed. */
  readonly size: { readonly atStart: number; readonly later: number }
  /** From the start of the process to the first answer, as multiples of an empty handler's in the same run. */
  readonly timesEmpty: Cost
  readonly timesEmptyOfDefault: Cost
  readonly loadedFetch: boolean
  /** How often the store was asked until the first answer: what asks nothing has measured nothing. */
  readonly calls: number
}

/**
 * Milliseconds, or multiples: of the processor, by all threads of the whole process in user and system mode, its end included;
 * and as a clock passes them, until the first answer.
 */
interface Cost {
  readonly processor: number
  readonly clock: number
}

const settings: Record<Setting | Secret, string> = {
  TABLE_NAME: 'table',
  BUCKET_NAME: 'bucket',
  PUBLIC_URL: 'https://tasvib.example',
  PROGRAMME: 'kerman',
  MAIL_FROM: 'no-reply@tasvib.example',
  STATE_MACHINE_ARN: 'arn:aws:states:local:000000000000:stateMachine:tasvib',
  EVENT_BUS_NAME: 'bus',
  CODE_KEY: 'k'.repeat(43),
  SEAL_KEY_ID: 'alias/seal',
  ROOT_KEY_ID: 'alias/root',
  SITE_ASSETS: 'assets',
  DELIVERY_QUEUE_URL: 'https://sqs.test/calls',
  DELIVERY_ASIDE_URL: 'https://sqs.test/aside',
  WEBHOOK_SECRET: `whsec_${'k'.repeat(44)}`,
  ORIGIN_SECRET: '',
}

/** Starts each function so many times, in turn with an empty one and with the bundle that esbuild makes by default. */
export async function coldStarts(names: readonly FunctionName[], runs: number): Promise<ColdStart[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tasvib-bench-'))
  const cloud = await silentCloud()
  try {
    // The native compiler stays outside of a bundle, and the default one loads it at once.
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'empty.mjs'), 'export const handler = async () => ({ statusCode: 200 })')
    await writeRunner(join(folder, runner))
    const results: ColdStart[] = []
    for (const name of names) results.push(await coldStart(name, { runs, folder, cloud }))
    return results
  } finally {
    cloud.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Setup {
  readonly runs: number
  readonly folder: string
  readonly cloud: Awaited<ReturnType<typeof silentCloud>>
}

async function coldStart(name: FunctionName, { runs, folder, cloud }: Setup): Promise<ColdStart> {
  const ours = join(folder, name)
  const byDefault = join(folder, `${name}-default.mjs`)
  await writeBundle(name, ours)
  await writeDefaultBundle(name, byDefault)
  const bundles = [join(folder, 'empty.mjs'), byDefault, join(ours, 'index.mjs')]
  const took = bundles.map((): Cost[] => [])
  let loadedFetch = false
  let calls = 0
  for (let round = 0; round <= runs; round += 1) {
    for (const [index, path] of bundles.entries()) {
      const before = cloud.calls()
      const start = await startProcess({ folder, cloud }, path, firstEvent(catalogue[name]))
      // The first round warms the disk's cache.
      if (round > 0) took[index]?.push(start)
      if (index !== 2) continue
      loadedFetch ||= start.loadedFetch
      calls = cloud.calls() - before
    }
  }
  const [empty, defaults, own] = took.map(medians)
  const files = await bundle(name)
  const size = (atStart: boolean): number =>
    files
      .filter((file) => file.atStart === atStart)
      .reduce((bytes, file) => bytes + file.bytes.length / 1024, 0)
  return {
    name,
    size: { atStart: size(true), later: size(false) },
    timesEmpty: times(own, empty),
    timesEmptyOfDefault: times(defaults, empty),
    loadedFetch,
    calls,
  }
}

function medians(costs: readonly Cost[]): Cost {
  return {
    processor: median(costs.map(({ processor }) => processor)),
    clock: median(costs.map(({ clock }) => clock)),
  }
}

function times(cost: Cost | undefined, empty: Cost | undefined): Cost {
  const ratio = (part: keyof Cost) => (cost?.[part] ?? Number.NaN) / (empty?.[part] ?? Number.NaN)
  return { processor: ratio('processor'), clock: ratio('clock') }
}

/** As JavaScript, since Lambda's runtime is: of TypeScript, Node's own stripper would be most of what an empty handler takes. */
async function writeRunner(outfile: string): Promise<void> {
  await build({ entryPoints: [startOnce], outfile, format: 'esm', platform: 'node', logLevel: 'error' })
}

async function writeDefaultBundle(name: FunctionName, outfile: string): Promise<void> {
  mkdirSync(join(outfile, '..'), { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: [catalogue[name].entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: [compilerPackage],
    logLevel: 'error',
  })
}

function firstEvent({ trigger }: FunctionSpec): unknown {
  if (trigger.kind !== 'http') {
    return { reference: 'TSV-1404-7F3K2', step: 'review', token: 'token', execution: 'execution' }
  }
  // What most come for: a page at a link, which asks the store, and for `site` a file.
  const routeKey =
    trigger.routes.find((route) => /^GET \S*(?:\{token\}|assets)/.test(route)) ?? trigger.routes[0]
  const cookies = [`${sessionCookieName(settings.PUBLIC_URL)}=${'A'.repeat(43)}`]
  return gatewayEvent({
    routeKey: routeKey ?? '',
    path: { token: 'A'.repeat(43), file: 'site.css' },
    cookies,
  })
}

async function startProcess(
  { folder, cloud }: Pick<Setup, 'folder' | 'cloud'>,
  path: string,
  event: unknown,
): Promise<FirstAnswer & Cost> {
  // Lambda's runtime exposes the garbage collector, too.
  const words = [process.execPath, '--expose-gc', join(folder, runner), path, JSON.stringify(event)]
  // Node tells a process what it has used so far, but not what a child has used in the end.
  const timed = ['--norc', '-c', 'TIMEFORMAT="%3U %3S"; time "$@"', 'bash', ...words]
  const { stdout, stderr } = await run('bash', timed, {
    env: {
      ...settings,
      PATH: process.env['PATH'],
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL: cloud.url,
    },
  })
  const [user = Number.NaN, system = Number.NaN] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as FirstAnswer
  return { ...answer, processor: (user + system) * 1000 }
}
