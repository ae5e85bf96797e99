import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll } from 'vitest'
import type { Table } from '#functions/adapters/dynamo/table.ts'
import { freePort } from '#infra/local/free-port.ts'
import { ensureTable } from '#infra/local/table.ts'

const program = findProgram()

/** Whether this platform has the store. Suites that need it are skipped without it. */
export const hasStore = program !== undefined
if (!hasStore)
  console.warn('There is no dynoxide on this platform: the suites on the real table are skipped.')

/** A real store for the suite at hand: dynoxide in memory, with the table as it is deployed. */
export function useTable(): () => Table {
  let started: Awaited<ReturnType<typeof startTable>> | undefined
  beforeAll(async () => {
    started = await startTable(program ?? '')
  })
  afterAll(async () => {
    await started?.stop()
  })
  return () => {
    if (started === undefined) throw new Error('The table is there inside tests only')
    return started.table
  }
}

async function startTable(file: string): Promise<{ table: Table; stop: () => Promise<void> }> {
  const port = await freePort()
  const child = spawn(file, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' })
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  await ready(client)
  return {
    table: { client, name: 'tasvib' },
    async stop() {
      client.destroy()
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

async function ready(client: DynamoDBClient): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await ensureTable(client, 'tasvib')
      return
    } catch (error) {
      if (attempt === 600) throw error
      await pause(50)
    }
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
