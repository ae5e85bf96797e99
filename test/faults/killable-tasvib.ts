import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseFile } from '#infra/machine/open-store.ts'
import { isMissing } from '#infra/machine/read-if-there.ts'
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
  /** Stops the process in the midst of what it does, copies its folder, kills it, and starts one on the copy at the same address. */
  goOnFromCopy(): Promise<void>
  /** Time travel, e.g. `PT1M`. */
  advance(duration: string): Promise<void>
  stop(): Promise<void>
}

const startUp = 60_000

/** @param given the data folder, which is left over then */
export async function startKillable(
  given?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<KillableTasvib> {
  const made: string[] = []
  const newFolder = async () => {
    const path = await mkdtemp(join(tmpdir(), 'tasvib-kill-'))
    made.push(path)
    return path
  }
  let folder = given ?? (await newFolder())
  const [port, operatorPort] = [await freePort(), await freePort()]
  const publicUrl = `http://127.0.0.1:${port}`
  let child = launch()

  function launch(): ChildProcess {
    return spawn(process.execPath, ['infra/machine/start.ts'], {
      env: {
        ...process.env,
        ...environment,
        PORT: String(port),
        OPERATOR_PORT: String(operatorPort),
        DATA_DIR: folder,
      },
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
    get dataFolder() {
      return folder
    },
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
    goOnFromCopy: async () => {
      child.kill('SIGSTOP')
      const copy = await newFolder()
      await copyDataFolder(folder, copy)
      await kill('SIGKILL')
      folder = copy
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
      for (const path of made) await rm(path, { recursive: true, force: true })
    },
  }
}

/** The database's own files, and what keeps a second Tasvib out. */
const left = /^(?:tasvib\.sqlite|lock)/

/**
 * As an operator copies a running Tasvib: first its database, by SQLite's own means, then the files. A draft that became a file
 * after the folder was listed is gone from its place, which ends no copy of an operator's.
 */
export async function copyDataFolder(from: string, to: string): Promise<void> {
  const database = new DatabaseSync(join(from, databaseFile))
  try {
    database.prepare('VACUUM INTO ?').run(join(to, databaseFile))
  } finally {
    database.close()
  }
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const path = relative(from, join(entry.parentPath, entry.name))
    if (!entry.isFile() || left.test(path)) continue
    await mkdir(dirname(join(to, path)), { recursive: true })
    await copyFile(join(from, path), join(to, path)).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
  }
}
