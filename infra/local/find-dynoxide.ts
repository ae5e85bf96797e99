import { accessSync, chmodSync, constants, copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { DataFolder } from './data-folder.ts'

export interface Command {
  readonly file: string
  readonly leadingArguments: readonly string[]
  /** How long the command may take to be ready, in milliseconds: the one may have to be downloaded first. */
  readonly patience: number
}

export interface Machine {
  readonly platform: string
  readonly arch: string
}

/** The store's program: the one that npm installed for this platform, or else what `npx` brings. */
export function findDynoxide(data: DataFolder, machine: Machine = process): Command {
  const installed = findInstalled(machine)
  if (installed !== undefined) {
    return { file: makeRunnable(installed, data), leadingArguments: [], patience: 15_000 }
  }
  const npx = machine.platform === 'win32' ? 'npx.cmd' : 'npx'
  return { file: npx, leadingArguments: ['--yes', 'dynoxide'], patience: 120_000 }
}

/** Its makers publish one package for each platform, named after it. */
export function packageFor({ platform, arch }: Machine): string {
  return `@dynoxide/${platform}-${arch}`
}

function findInstalled(machine: Machine): string | undefined {
  const program = machine.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide'
  try {
    return createRequire(import.meta.url).resolve(`${packageFor(machine)}/${program}`)
  } catch {
    return undefined
  }
}

/** Some installers drop the execute bit; where it cannot be put back, a copy in the data folder gets it. */
export function makeRunnable(program: string, data: DataFolder): string {
  if (isRunnable(program)) return program
  try {
    chmodSync(program, 0o755)
    return program
  } catch {
    const copy = data.file('dynoxide-program')
    copyFileSync(program, copy)
    chmodSync(copy, 0o755)
    return copy
  }
}

function isRunnable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK)
    return true
  } catch {
    return false
  }
}
