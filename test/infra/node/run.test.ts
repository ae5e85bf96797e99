import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { temporaryFolder } from '../machine/temporary-data.ts'
import { checkoutWithRegistry, launch, newest, standInNode } from './stand-in.ts'

const launcher = fileURLToPath(new URL('../../../infra/node/run.mjs', import.meta.url))
/** As a Node that cannot become another program, which is 20 and every one on Windows. */
const withoutExec = ['--import', 'data:text/javascript,delete process.execve']

const saidSchema = z.object({ node: z.string(), first: z.string(), given: z.array(z.string()) })

async function script(text: string): Promise<string> {
  const file = join(await temporaryFolder(), 'script.mjs')
  await writeFile(file, text)
  return file
}

const tells = `console.log(JSON.stringify({ node: process.execPath,
  first: process.env.PATH.split(process.platform === 'win32' ? ';' : ':')[0],
  given: [...process.execArgv, ...process.argv.slice(2)] }))`

describe('the Node of a script', () => {
  it.each([
    ['becomes it', []],
    ['waits for it', withoutExec],
  ])("is the machine's own where that is new enough, and the launcher %s", async (_, options) => {
    const { out, err } = await launch(
      launcher,
      ['--expose-gc', await script(tells), 'one', '--two'],
      {},
      options,
    )
    expect(err).toBe('')
    const { node, first, given } = saidSchema.parse(JSON.parse(out))
    expect([node, first]).toEqual([process.execPath, dirname(process.execPath)])
    expect(given).toEqual(['--expose-gc', 'one', '--two'])
  })

  it.each([
    ['becomes it', []],
    ['waits for it', withoutExec],
  ])('ends as the script ends where the launcher %s', async (_, options) => {
    const { code } = await launch(launcher, [await script('process.exitCode = 7')], {}, options)
    expect(code).toBe(7)
  })

  it('leaves the working directory off the PATH where none was set', async () => {
    const { out } = await launch(launcher, [await script('console.log(process.env.PATH)')], { PATH: '' })
    expect(out.trim()).toBe(dirname(process.execPath))
  })

  it('is told of a signal and may end in its own way', async () => {
    const file = await script(`
      process.on('SIGTERM', () => process.exit(5))
      setTimeout(() => {}, 60_000)
      console.log('ready')`)
    const child = spawn(process.execPath, [...withoutExec, launcher, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([5, null])
  })

  it('runs a command of a package, and says where one comes from that is not there', async () => {
    expect((await launch(launcher, ['vitest', '--version'])).out).toContain('vitest')
    const { code, err } = await launch(launcher, ['wetest'])
    expect([code, err]).toEqual([
      1,
      'There is no wetest here: npm install brings it, npm install --omit=dev does not.\n',
    ])
  })

  it('is the one that TASVIB_NODE names', async () => {
    const checkout = await checkoutWithRegistry()
    const TASVIB_NODE = await standInNode('99.1.0')
    const { out, err } = await checkout.run(['a.ts'], { TASVIB_NODE })
    expect([out, err, checkout.asked()]).toEqual(['stand-in: a.ts\n', '', 0])
  })

  it('is not one of TASVIB_NODE that is too old or is not there', async () => {
    const checkout = await checkoutWithRegistry()
    const old = await standInNode('98.9.9')
    expect(await checkout.run(['a.ts'], { TASVIB_NODE: old })).toMatchObject({
      code: 1,
      err: `TASVIB_NODE=${old} is Node 98.9.9; Tasvib needs ${newest} or later.\n`,
    })
    expect(await checkout.run(['a.ts'], { TASVIB_NODE: '/nowhere/node' })).toMatchObject({
      code: 1,
      err: `TASVIB_NODE=/nowhere/node cannot be run; Tasvib needs the path of a Node ${newest} or later there.\n`,
    })
    expect(checkout.asked()).toBe(0)
  })
})

describe('a Node that the machine lacks', () => {
  it('is fetched once by npm, said in one line, and found again', async () => {
    const checkout = await checkoutWithRegistry()
    const first = await checkout.run(['--flag', 'a.ts', 'b'])
    expect(first).toEqual({
      code: 0,
      out: 'stand-in: --flag a.ts b\n',
      err: `Node ${process.versions.node} is too old: npm fetches node-stand-in@${newest} into .node/, once.\n`,
    })
    const asked = checkout.asked()
    expect(await checkout.run(['a.ts'])).toEqual({ code: 0, out: 'stand-in: a.ts\n', err: '' })
    expect(checkout.asked()).toBe(asked)
    expect(await readdir(join(checkout.folder, '.node'))).toEqual([newest])
  })

  it('is not run, nor kept, when its digest is another than the one that we know', async () => {
    const checkout = await checkoutWithRegistry({ tampered: true })
    const { code, out, err } = await checkout.run(['a.ts'])
    expect([code, out]).toEqual([1, ''])
    expect(err.split('\n').at(-2)).toBe(
      `Tasvib needs Node ${newest} or later, this is ${process.versions.node}, and node-stand-in@${newest} could not be fetched (its digest is not the one in infra/node/pinned-packages.json): install one, or set TASVIB_NODE to the path of one.`,
    )
    expect(await readdir(join(checkout.folder, '.node'))).toEqual([])
  })

  it('is asked for in one sentence when the registry cannot be reached', async () => {
    const checkout = await checkoutWithRegistry()
    const { code, err } = await checkout.run(['a.ts'], { npm_config_registry: 'http://127.0.0.1:1' })
    expect(code).toBe(1)
    expect(err.split('\n')).toHaveLength(3)
    expect(err).toContain(`could not be fetched (npm pack node-stand-in@${newest} ended with 1)`)
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['NODE_ENV', { NODE_ENV: 'production' }, []],
    ['TASVIB_MODE', { TASVIB_MODE: 'production' }, []],
    ['--production', {}, ['--production']],
  ])('is never fetched in production, by %s', async (_, environment, given) => {
    const checkout = await checkoutWithRegistry()
    expect(await checkout.run(['a.ts', ...given], environment)).toEqual({
      code: 1,
      out: '',
      err: `Tasvib needs Node ${newest} or later, this is ${process.versions.node}, and in production none is fetched: install one, or set TASVIB_NODE to the path of one.\n`,
    })
    expect(checkout.asked()).toBe(0)
    expect(existsSync(join(checkout.folder, '.node'))).toBe(false)
  })
})
