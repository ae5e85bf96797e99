import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cloudCompiler } from '#infra/node/cloud-compiler.mjs'
import { compilerPackage } from './typesetting.ts'

const require = createRequire(import.meta.url)

/** The package of the compiler itself; it loads its native part from beside it. */
export const compilerFolder = dirname(require.resolve(`${compilerPackage}/package.json`))

/** A package of which one file alone is taken. */
export interface NativeCompiler {
  readonly name: string
  /** The path of the library. */
  readonly file: string
}

/**
 * The compiler's native part for Linux on `cpu`: the cloud's, or this machine's as npm installed it, for an emulator.
 * @throws NoCompiler when the cloud's can neither be found nor fetched; Error when this machine's is not there
 */
export async function nativeCompiler(cpu: 'arm64' | 'x64'): Promise<NativeCompiler> {
  if (cpu === 'arm64') return cloudCompiler()
  const name = `${compilerPackage}-linux-x64-gnu`
  const folder = `${compilerFolder}-linux-x64-gnu`
  const native = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.node')) : undefined
  if (native === undefined) throw new Error(`First: npm install --no-save --force ${name}`)
  return { name, file: join(folder, native) }
}
