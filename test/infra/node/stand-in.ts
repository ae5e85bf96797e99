import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterwards, temporaryFolder } from '../machine/temporary-data.ts'

/** A version that no machine has: against it every Node is too old. */
export const newest = '99.0.0'
const name = 'node-stand-in'
/** Says what it was given, in the place of a Node. */
const program = `#!/bin/sh\n[ "$1" = --version ] && echo v${newest} || echo "stand-in: $*"\n`

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A checkout with the launcher alone, for a code that needs a Node of tomorrow. */
export interface Checkout {
  readonly folder: string
  /** How often something was asked of the registry. */
  asked(): number
  run(args: readonly string[], environment?: Record<string, string>): Promise<Said>
}

/** Its registry hands out a package of Node with the digest that the checkout knows, or another one, as its word for it. */
export async function checkoutWithRegistry({ tampered = false } = {}): Promise<Checkout> {
  const folder = await temporaryFolder()
  const honest = await packed(program)
  const served = tampered ? await packed(program.replace('stand-in:', 'tampered:')) : honest
  const registry = await serve(served)
  await cp(fileURLToPath(new URL('../../../infra/node', import.meta.url)), join(folder, 'infra/node'), {
    recursive: true,
  })
  const pinned = { name, version: newest, file: 'bin/node', integrity: integrityOf(honest) }
  const packages = { [`${process.platform}-${process.arch}`]: pinned }
  await writeFile(join(folder, 'infra/node/node-packages.json'), JSON.stringify({ oldest: newest, packages }))
  const shared = {
    npm_config_registry: registry.url,
    npm_config_cache: join(folder, 'npm-cache'),
    npm_config_fetch_retries: '0',
  }
  return {
    folder,
    asked: registry.asked,
    run: (args, environment) =>
      launch(join(folder, 'infra/node/run.mjs'), args, { ...shared, ...environment }),
  }
}

/** The launcher as a script of package.json calls it; of the environment it has what npm needs. */
export async function launch(
  launcher: string,
  args: readonly string[],
  environment: Record<string, string> = {},
  options: readonly string[] = [],
): Promise<Said> {
  const { PATH = '', HOME = '', npm_execpath: npm } = process.env
  const env = { PATH, HOME, ...(npm === undefined ? {} : { npm_execpath: npm }), ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, [...options, launcher, ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
}

/** A program in the place of a Node, which calls itself so. */
export async function standInNode(version: string): Promise<string> {
  const path = join(await temporaryFolder(), 'node')
  await writeFile(path, program.replace(newest, version))
  await chmod(path, 0o755)
  return path
}

async function packed(text: string): Promise<Buffer> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'bin'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: newest }))
  await writeFile(join(folder, 'bin/node'), text)
  await new Promise((resolve, reject) => {
    execFile('npm', ['pack', '--silent'], { cwd: folder }, (error) => (error ? reject(error) : resolve('')))
  })
  return readFile(join(folder, `${name}-${newest}.tgz`))
}

function integrityOf(archive: Buffer): string {
  return `sha512-${createHash('sha512').update(archive).digest('base64')}`
}

async function serve(archive: Buffer): Promise<{ url: string; asked: () => number }> {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    if (request.url?.endsWith('.tgz')) return response.end(archive)
    const dist = { tarball: `${url}/${name}.tgz`, integrity: integrityOf(archive) }
    const version = { name, version: newest, dist }
    return response.end(
      JSON.stringify({ name, 'dist-tags': { latest: newest }, versions: { [newest]: version } }),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards(async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return { url, asked: () => asked }
}
