import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { compilerPackage } from './typesetting.ts'

const require = createRequire(import.meta.url)
const manifest = require.resolve(`${compilerPackage}/package.json`)
const { version } = require(manifest) as { version: string }

/** SHA-256 of the compiler's native part for the functions in the cloud, of the version in `package.json`. */
const digestForCloud = 'a5119a12817fe5268fef3b261477f003d77a09be49d6bf6a33d1a5a892506035'

/** The package of the compiler itself; it loads its native part from beside it. */
export const compilerFolder = dirname(manifest)

/**
 * The folder of the compiler's native part for Linux on `cpu`. npm installs that of this machine alone, so the cloud's is fetched by it
 * once and kept in `node_modules/.cache`.
 * @throws Error when it cannot be fetched, or is not the one whose digest stands here
 */
export function nativeCompiler(cpu: 'arm64' | 'x64'): string {
  const name = `${compilerPackage}-linux-${cpu}-gnu`
  const installed = `${compilerFolder}-linux-${cpu}-gnu`
  if (cpu !== 'arm64') {
    if (existsSync(installed)) return installed
    throw new Error(`First: npm install --no-save --force ${name}`)
  }
  const cache = join(dirname(dirname(compilerFolder)), '.cache', `tasvib-compiler-${version}`)
  const fetched = join(cache, 'node_modules', dirname(compilerPackage), basename(installed))
  const folder = existsSync(installed) ? installed : fetched
  if (!existsSync(folder)) fetchInto(cache, `${name}@${version}`)
  const native = readdirSync(folder).find((file) => file.endsWith('.node')) ?? ''
  const digest = createHash('sha256')
    .update(readFileSync(join(folder, native)))
    .digest('hex')
  if (digest !== digestForCloud) {
    throw new Error(`${join(folder, native)} is not the compiler that is known: its SHA-256 is ${digest}`)
  }
  return folder
}

function fetchInto(folder: string, name: string): void {
  const platform = ['--cpu=arm64', '--os=linux', '--libc=glibc', '--force']
  const nothingElse = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
  execFileSync('npm', ['install', '--prefix', folder, ...platform, ...nothingElse, name], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
}
