import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { freePort } from '#test/free-port.ts'

/** A server of DynamoDB's API on this machine, for tests alone; undefined where its package has none for the platform. */
export const dynoxide = findProgram()

export interface RunningDynoxide {
  readonly endpoint: string
  readonly client: DynamoDBClient
  stop(): Promise<void>
}

/** Starts it in memory, or on a file. Whoever asks it first has to try again until it serves. */
export async function startDynoxide(file?: string): Promise<RunningDynoxide> {
  if (dynoxide === undefined) throw new Error('There is no dynoxide on this platform')
  const port = await freePort()
  const where = file === undefined ? [] : ['--db-path', file]
  const child = spawn(dynoxide, ['--host', '127.0.0.1', '--port', String(port), ...where], {
    stdio: 'ignore',
  })
  const endpoint = `http://127.0.0.1:${port}`
  const client = new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  return {
    endpoint,
    client,
    async stop() {
      client.destroy()
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

function findProgram(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide')
  } catch {
    return undefined
  }
}
