import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { DataFolder } from './data-folder.ts'
import { type Command, findDynoxide, packageFor } from './find-dynoxide.ts'
import { freePort } from './free-port.ts'
import { indexStream } from './index-stream.ts'
import { endLeftovers } from './leftover-processes.ts'
import { StartFailure } from './start-failure.ts'

export interface Store {
  /** Where the DynamoDB protocol is spoken. */
  readonly endpoint: string
  /** The process that serves it, while there is one of ours. */
  pid(): number | undefined
  stop(): Promise<void>
}

const noStore = `Tasvib keeps its cases in a DynamoDB-compatible store, and none could be started here. Either
  install it:            npm install --no-save ${packageFor(process)}
  or start one yourself: e.g. DynamoDB Local, and set DYNAMODB_ENDPOINT=http://127.0.0.1:8000`

/**
 * Starts the embedded store on a file in the data folder and starts it again, on the same port, whenever it dies.
 * @throws StartFailure if there is no store to be had on this machine.
 */
export async function startDynoxide(data: DataFolder, command: Command = findDynoxide(data)): Promise<Store> {
  const databasePath = data.file('tasvib.db')
  await endLeftovers(databasePath)
  const port = await freePort()
  const stopping = new AbortController()
  let child = await launchIndexed(command, port, databasePath).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new StartFailure(`${noStore}\n(${why})`, { cause })
  })
  const watch = (async () => {
    while (!stopping.signal.aborted) {
      await ended(child)
      if (!stopping.signal.aborted) child = await relaunch()
    }
  })()

  async function relaunch(): Promise<ChildProcess> {
    console.error('[store] it stopped; starting it again')
    for (let wait = 50; ; wait = Math.min(wait * 2, 5_000)) {
      try {
        await endLeftovers(databasePath)
        return await launch(command, port, databasePath)
      } catch (error) {
        if (stopping.signal.aborted) return child
        console.error(
          '[store] could not be started again yet:',
          error instanceof Error ? error.message : error,
        )
        await pause(wait)
      }
    }
  }

  return {
    endpoint: `http://127.0.0.1:${port}`,
    pid: () => child.pid,
    async stop() {
      stopping.abort()
      child.kill('SIGTERM')
      const cut = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await watch
      clearTimeout(cut)
      await endLeftovers(databasePath)
    },
  }
}

/** The first start makes the store's own tables; only then can its stream get its index. */
async function launchIndexed(command: Command, port: number, databasePath: string): Promise<ChildProcess> {
  if (!indexStream(databasePath)) {
    const maker = await launch(command, port, databasePath)
    maker.kill('SIGTERM')
    await ended(maker)
    await endLeftovers(databasePath)
    indexStream(databasePath)
  }
  return launch(command, port, databasePath)
}

async function launch(command: Command, port: number, databasePath: string): Promise<ChildProcess> {
  const options = ['--host', '127.0.0.1', '--port', String(port), '--db-path', databasePath]
  // Out of the terminal's process group, so that Ctrl+C reaches Tasvib alone, which then stops the store last.
  const child = spawn(command.file, [...command.leadingArguments, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    // Windows runs .cmd files in a shell alone.
    shell: command.file.endsWith('.cmd'),
  })
  const said: string[] = []
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.includes(`:${port}`)) resolve()
      else if (said.length < 20) said.push(line)
    })
  }
  child.once('error', reject)
  child.once('exit', () => {
    reject(new Error(`the store ended at once: ${said.join(' ')}`))
  })
  const late = setTimeout(() => {
    child.kill('SIGKILL')
    reject(new Error('the store did not become ready'))
  }, command.patience)
  try {
    await ready
    await untilAnswering(port)
  } finally {
    clearTimeout(late)
  }
  return child
}

/** The store says that it listens a moment before it answers. */
async function untilAnswering(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      async (response) => {
        await response.body?.cancel()
        return true
      },
      () => false,
    )
    if (answered) return
    await pause(20)
  }
  throw new Error('the store does not answer')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
