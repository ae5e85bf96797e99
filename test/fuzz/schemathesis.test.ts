import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installPackages } from '#test/cloud/install-emulator.ts'
import { playTo } from '#test/journey/play-to.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const installed = await installPackages('fuzz', new URL('requirements.txt', import.meta.url))
if ('lacks' in installed) console.warn(`The fuzz suite is skipped. This machine lacks ${installed.lacks}`)

/** For each operation: bounded by a count and not by time, so that each run is the same. */
const bounds = { examples: 10, seed: 1405 }

/** Those that hold for whatever is sent. Whether bad data is refused is for the tests that know what is bad. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
]

describe.skipIf('lacks' in installed)('the description of the interface', () => {
  let tasvib: RunningTasvib
  let links: Record<string, string> = {}

  beforeAll(async () => {
    tasvib = await runTasvib({ trustProxy: true })
    links = { reference: await playTo(tasvib, 5, 'fa') }
    for (const { text } of await tasvib.visitors.fa.mails()) {
      for (const [, kind = '', token = ''] of text.matchAll(/\/(confirm|track|review)\/([\w-]{43})/g)) {
        links[kind] = token
      }
    }
  })
  afterAll(async () => {
    await tasvib.stop()
  })

  it('declares every answer to what schemathesis makes of it, and none is of 5xx', async () => {
    const { publicUrl } = tasvib.runtime
    const { code, said } = await schemathesis([
      'run',
      `${publicUrl}/openapi.json`,
      `--checks=${checks.join(',')}`,
      '--phases=examples,coverage,fuzzing',
      `--max-examples=${bounds.examples}`,
      `--seed=${bounds.seed}`,
      '--max-redirects=0',
      '--workers=1',
      '--continue-on-failure',
      '--no-color',
    ])
    expect(code, said.slice(-20_000)).toBe(0)
    const cases = Number(/([\d,]+) generated/.exec(said)?.[1]?.replaceAll(',', '') ?? 0)
    // Its own closing line counts no test of ours, and is not to be read as if it did.
    for (const line of said.slice(-1_500).split('\n')) console.log(`schemathesis | ${line}`.trimEnd())
    expect(cases).toBeGreaterThan(1_000)
  })

  async function schemathesis(options: readonly string[]): Promise<{ code: unknown; said: string }> {
    if ('lacks' in installed) throw new Error('It is not installed')
    const command = join(dirname(installed.python), 'schemathesis')
    const child = spawn(command, options, {
      cwd: here('.'),
      env: {
        PATH: process.env['PATH'],
        PYTHONDONTWRITEBYTECODE: '1',
        SCHEMATHESIS_HOOKS: 'hooks',
        PYTHONPATH: here('.'),
        TASVIB_LINKS: JSON.stringify(links),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        said += part.toString()
      })
    }
    const [code] = await once(child, 'close')
    return { code, said }
  }
})
