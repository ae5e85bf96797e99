import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterwards, temporaryFolder } from '../machine/temporary-data.ts'

/** A version that no machine has: against it every Node is too old. */
export const newest = '99.0.0'
const node = { name: 'node-stand-in', version: newest, file: 'bin/node' }
const compiler = { name: 'compiler-stand-in', version: '1.2.3', file: 'compiler.node' }
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
  /** What npm calls at the end of an install. */
  afterInstall(environment?: Record<string, string>): Promise<Said>
}

/** Its registry hands out Node and the compiler with the digests that the checkout knows, or others, as its word for them. */
export async function checkoutWithRegistry({ tampered = false } = {}): Promise<Checkout> {
  const folder = await temporaryFolder()
  const honest = [
    await packed(node, { 'bin/node': program }),
    await packed(compiler, { 'compiler.node': 'library' }),
  ]
  const strange = async () => [
    await packed(node, { 'bin/node': program.replace('stand-in:', 'tampered:') }),
    await packed(
      { ...compiler, main: 'x.js' },
      { 'compiler.node': 'library', 'x.js': "console.log('tampered')" },
    ),
  ]
  const registry = await serve(tampered ? await strange() : honest)
  await cp(fileURLToPath(new URL('../../../infra/node', import.meta.url)), join(folder, 'infra/node'), {
    recursive: true,
  })
  const [pinned, cloudCompiler] = honest.map(({ archive, ...known }) => ({
    ...known,
    integrity: integrityOf(archive),
  }))
  const packages = { [`${process.platform}-${process.arch}`]: pinned }
  await writeFile(
    join(folder, 'infra/node/pinned-packages.json'),
    JSON.stringify({ oldest: newest, packages, cloudCompiler }),
  )
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
    afterInstall: (environment) =>
      launch(join(folder, 'infra/node/after-install.mjs'), [], { ...shared, ...environment }),
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

interface Packed {
  readonly name: string
  readonly version: string
  readonly file: string
  readonly archive: Buffer
}

async function packed(
  { file, ...manifest }: Omit<Packed, 'archive'> & { readonly main?: string },
  files: Readonly<Record<string, string>>,
): Promise<Packed> {
  const { name, version } = manifest
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await new Promise((resolve, reject) => {
    execFile('npm', ['pack', '--silent'], { cwd: folder }, (error) => (error ? reject(error) : resolve('')))
  })
  return { name, version, file, archive: await readFile(join(folder, `${name}-${version}.tgz`)) }
}

function integrityOf(archive: Buffer): string {
  return `sha512-${createHash('sha512').update(archive).digest('base64')}`
}

async function serve(packages: readonly Packed[]): Promise<{ url: string; asked: () => number }> {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    const found = packages.find(({ name }) => request.url?.startsWith(`/${name}`))
    if (found === undefined) return response.writeHead(404).end('{}')
    const { name, version, archive } = found
    if (request.url?.endsWith('.tgz')) return response.end(archive)
    const dist = { tarball: `${url}/${name}.tgz`, integrity: integrityOf(archive) }
    const versions = { [version]: { name, version, dist } }
    return response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }))
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
