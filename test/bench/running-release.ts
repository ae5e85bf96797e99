import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import * as z from 'zod'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import type { Play, Played } from './play-cases.ts'

const packageSchema = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) })

export interface RunningRelease {
  /** From the start of the process until it said that it runs. Seconds. */
  readonly ready: number
  readonly publicUrl: string
  /** Seconds of processor time that the process and its children took so far, by the kernel's count. */
  taken(): number
  /**
   * The most memory that they held together at one moment since they began, as far as two looks a second show: pages that
   * several of them share, like Node itself, count once (`Pss`). Megabytes.
   */
  most(): number
  play(cases: number, atOnce: number): Promise<Played>
  /** Time travel, e.g. `PT11M`. */
  advance(duration: string): Promise<void>
  stop(): Promise<void>
}

/** `npm start` of a checkout, this one's or another's, with a data folder of its own. */
export async function startRelease(checkout: string): Promise<RunningRelease> {
  const { scripts } = packageSchema.parse(JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')))
  const [, ...start] = scripts.start.split(' ')
  const machine = join(checkout, dirname(start.at(-1) ?? ''))
  const data = mkdtempSync(join(tmpdir(), 'tasvib-bench-'))
  const began = performance.now()
  const child = spawn(process.execPath, start, {
    cwd: checkout,
    env: { ...process.env, PORT: '0', DATA_DIR: data, TRUST_PROXY: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { promise: ready, resolve: isReady, reject } = Promise.withResolvers<number>()
  void exited.then(() => reject(new Error(`${checkout} ended before it ran.`)))
  const addresses: string[] = []
  createInterface(child.stdout).on('line', (line) => {
    if (line.includes('Tasvib is running')) isReady((performance.now() - began) / 1000)
    addresses.push(...(line.match(/http:\/\/127\.0\.0\.1:\d+/) ?? []))
  })
  const seconds = await ready
  while (addresses.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  const [publicUrl = ''] = addresses
  let plays = 0
  let most = 0
  const looking = setInterval(() => {
    most = Math.max(most, megabytesOf(child.pid ?? 0))
  }, 500).unref()
  return {
    ready: seconds,
    publicUrl,
    advance(duration) {
      const operatorUrl = addresses.find((address) => address !== publicUrl) ?? ''
      return new Visitor({ publicUrl, operatorUrl, language: 'en' }).advance(duration)
    },
    taken: () => family(child.pid ?? 0).reduce((sum, one) => sum + processorSeconds(one), 0),
    most: () => most,
    async play(cases, atOnce) {
      const name = String((plays += 1))
      const players = join(machine, 'demo')
      const play: Play = { players, publicUrl, dataFolder: data, cases, atOnce, name }
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(import.meta.dirname, 'play-cases.ts'), JSON.stringify(play)],
        { timeout: 600_000 },
      )
      return JSON.parse(stdout) as Played
    },
    async stop() {
      clearInterval(looking)
      child.kill('SIGTERM')
      await exited
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/* What follows Linux alone tells so. */

function megabytesOf(pid: number): number {
  return family(pid).reduce((sum, one) => sum + shareOf(one), 0)
}

function family(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [, parent] = statOf(Number(name))
      return parent === undefined ? [] : [[Number(name), Number(parent)] as const]
    })
  const below = (one: number): readonly number[] => [
    one,
    ...parents.filter(([, parent]) => parent === one).flatMap(([child]) => below(child)),
  ]
  return below(pid)
}

/** The fields of `/proc/<pid>/stat` after the name: state, parent, … */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

const ticks = 100

function processorSeconds(pid: number): number {
  const [user = 0, system = 0] = statOf(pid).slice(11, 13).map(Number)
  return (user + system) / ticks
}

function shareOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  } catch {
    // It ended meanwhile.
    return 0
  }
}
