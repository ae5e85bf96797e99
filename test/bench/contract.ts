import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import { differentContracts, drawUp, hostileContract, seal } from './contract-for-bench.ts'
import { median, percentile } from './median.ts'
import { oneLine } from './one-line.ts'

const run = promisify(execFile)
const drawUpOnce = fileURLToPath(new URL('draw-up-once.ts', import.meta.url))

/** Milliseconds. */
export interface Spread {
  readonly what: string
  readonly p50: number
  readonly p95: number
  /** The median of what all processors together worked, which other programs on the machine do not lengthen. */
  readonly cpu: number
  /** The median as a multiple of one line set by the same compiler in the same run. */
  readonly timesOneLine: number
}

/** Contracts one after the other in this process, of which the first few are left out. */
export async function warmContracts(count: number): Promise<readonly Spread[]> {
  const typesetter = createTypesetter()
  const line = oneLine()
  const hostile = hostileContract()
  const took = { line: [] as Took[], drawn: [] as Took[], sealed: [] as Took[], hostile: [] as Took[] }
  const warmUp = 8
  for (const [index, terms] of differentContracts(count + warmUp).entries()) {
    let contract = new Uint8Array()
    const each = {
      line: await measured(() => line(index)),
      drawn: await measured(async () => {
        contract = new Uint8Array(await drawUp(terms, typesetter))
      }),
      sealed: await measured(() => seal(terms, typesetter, contract)),
      hostile: await measured(() =>
        drawUp({ ...hostile, number: terms.number, title: terms.title }, typesetter),
      ),
    }
    if (index < warmUp) continue
    for (const [kind, time] of Object.entries(each)) took[kind as keyof typeof took].push(time)
  }
  const whole = took.drawn.map((drawn, index) => added(drawn, took.sealed[index]))
  const lineTime = median(took.line.map(({ wall }) => wall))
  const spread = (what: string, times: readonly Took[]): Spread => {
    const walls = times.map(({ wall }) => wall)
    const p50 = median(walls)
    const cpu = median(times.map(({ cpu: each }) => each))
    return { what, p50, p95: percentile(walls, 95), cpu, timesOneLine: p50 / lineTime }
  }
  return [
    spread('one line, to compare', took.line),
    spread('drawn up', took.drawn),
    spread('evidence sheet and open data added, and sealed', took.sealed),
    spread('both together', whole),
    spread('drawn up from texts of 4,000 hostile characters', took.hostile),
  ]
}

/** The first contract of a new process against one line and an empty process, in turn; milliseconds from the process's start. */
export async function coldContract(rounds: number): Promise<Record<'nothing' | 'line' | 'contract', number>> {
  const took = { nothing: [] as number[], line: [] as number[], contract: [] as number[] }
  const kinds = Object.keys(took) as (keyof typeof took)[]
  for (let round = 0; round <= rounds; round += 1) {
    for (const kind of kinds) {
      const { stdout } = await run(process.execPath, [drawUpOnce, kind])
      // The first round warms the disk's cache.
      if (round > 0) took[kind].push(Number(stdout))
    }
  }
  return { nothing: median(took.nothing), line: median(took.line), contract: median(took.contract) }
}

/** Milliseconds that passed, and that processors worked. */
interface Took {
  readonly wall: number
  readonly cpu: number
}

function added(one: Took, other: Took = { wall: 0, cpu: 0 }): Took {
  return { wall: one.wall + other.wall, cpu: one.cpu + other.cpu }
}

async function measured(work: () => unknown): Promise<Took> {
  const began = performance.now()
  const worked = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(worked)
  return { wall: performance.now() - began, cpu: (user + system) / 1_000 }
}
