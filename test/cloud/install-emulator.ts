import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const environments = fileURLToPath(new URL('../../.venv', import.meta.url))

export type Installed = { readonly python: string } | { readonly lacks: string }

/** The emulator of the cloud. */
export function installEmulator(): Promise<Installed> {
  return installPackages('cloud', new URL('requirements.txt', import.meta.url))
}

/**
 * Installs a list of packages into a Python environment of its own, or finds it there from another time. Answers what is
 * missing where this machine has no Python 3.10 or cannot get the packages.
 */
export async function installPackages(name: string, requirements: URL): Promise<Installed> {
  const list = await readFile(requirements)
  const digest = createHash('sha256').update(list).digest('hex').slice(0, 12)
  const folder = join(environments, `${name}-${digest}`)
  const python = join(folder, 'bin', 'python')
  const ready = join(folder, 'ready')
  if (existsSync(ready)) return { python }
  await rm(folder, { recursive: true, force: true })
  try {
    await run('python3', ['-c', 'import sys; assert sys.version_info >= (3, 10)'], { timeout: 20_000 })
    await run('python3', ['-m', 'venv', folder], { timeout: 120_000 })
  } catch (error) {
    return { lacks: `Python 3.10 with venv: ${lastLine(error)}` }
  }
  try {
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--requirement',
      fileURLToPath(requirements),
    ]
    await run(python, pip, { timeout: 300_000 })
  } catch (error) {
    return { lacks: `the packages of requirements.txt: ${lastLine(error)}` }
  }
  await writeFile(ready, '')
  return { python }
}

function lastLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? ''
}
