import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#test/free-port.ts'

/** `npm start` in a process of its own that can be killed at any moment and started again on the same data folder. */
export interface KillableTasvib {
  readonly publicUrl: string
  readonly operatorUrl: string
  readonly dataFolder: string
  /** Of the present process. */
  pid(): number
  /** Since when the present process serves (milliseconds since 1970). */
  readonly upSince: number
  /** SIGKILL, then a new process. Resolves when it serves again. */
  killAndRestart(): Promise<void>
  /** Time travel, e.g. `PT1M`. */
  advance(duration: string): Promise<void>
  stop(): Promise<void>
}

const startUp = 60_000

export async function startKillable(): Promise<KillableTasvib> {
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-kill-'))
  const [port, operatorPort] = [await freePort(), await freePort()]
  const publicUrl = `http://127.0.0.1:${port}`
  let child = launch()

  function launch(): ChildProcess {
    return spawn(process.execPath, ['infra/machine/start.ts'], {
      env: { ...process.env, PORT: String(port), OPERATOR_PORT: String(operatorPort), DATA_DIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  }

  async function serving(): Promise<void> {
    const end = Date.now() + startUp
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    while (Date.now() < end) {
      if (child.exitCode !== null) throw new Error(`Tasvib stopped with ${child.exitCode}: ${said}`)
      const answer = await fetch(publicUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
      if (answer?.status === 200) return
      await sleep(40)
    }
    throw new Error(`Tasvib did not come up: ${said}`)
  }

  const kill = (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) {
        resolve()
        return
      }
      child.once('exit', () => resolve())
      child.kill(signal)
    })

  await serving()
  let upSince = Date.now()
  return {
    publicUrl,
    operatorUrl: `http://127.0.0.1:${operatorPort}`,
    dataFolder: folder,
    pid: () => child.pid ?? 0,
    get upSince() {
      return upSince
    },
    killAndRestart: async () => {
      await kill('SIGKILL')
      child = launch()
      await serving()
      upSince = Date.now()
    },
    advance: async (duration) => {
      await fetch(`http://127.0.0.1:${operatorPort}/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advance: duration }),
      })
    },
    stop: async () => {
      await kill('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
