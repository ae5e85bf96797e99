import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { DatabaseSync } from 'node:sqlite'
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, it, vi } from 'vitest'
import { type DataFolder, openDataFolder } from '#infra/local/data-folder.ts'
import { startDynoxide } from '#infra/local/dynoxide.ts'
import { findDynoxide, makeRunnable } from '#infra/local/find-dynoxide.ts'
import { freePort } from '#infra/local/free-port.ts'
import { ensureTable } from '#infra/local/table.ts'
import { pidOf } from './pid-of.ts'
import { afterwards, temporaryData, temporaryFolder, until } from './temporary-data.ts'

const program = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide')
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

async function storeForTests(data: DataFolder) {
  const store = await startDynoxide(data)
  afterwards(() => store.stop())
  const client = new DynamoDBClient({
    endpoint: store.endpoint,
    region: 'local',
    credentials,
    maxAttempts: 20,
  })
  afterwards(async () => client.destroy())
  return { store, client, streamArn: await ensureTable(client, 'tasvib') }
}

function put(client: DynamoDBClient, name: string) {
  const Item = {
    PK: { S: name },
    SK: { S: 'head' },
    dueShard: { S: '1' },
    due: { S: '2026' },
    other: { S: 'x' },
  }
  return client.send(new PutItemCommand({ TableName: 'tasvib', Item }))
}

async function has(client: DynamoDBClient, name: string): Promise<boolean> {
  const Key = { PK: { S: name }, SK: { S: 'head' } }
  return (await client.send(new GetItemCommand({ TableName: 'tasvib', Key }))).Item !== undefined
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Another program's store, as a killed Tasvib leaves one. */
async function strayStore(databasePath: string): Promise<number> {
  const port = await freePort()
  const child = spawn(program, ['--host', '127.0.0.1', '--port', String(port), '--db-path', databasePath], {
    stdio: 'ignore',
    detached: true,
  })
  afterwards(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}`).then(
        () => true,
        () => false,
      ),
    'the stray store answers',
  )
  return child.pid ?? 0
}

describe('the store', () => {
  it('has the table with its sparse indexes and its stream, however often it is asked for', async () => {
    const { client, streamArn } = await storeForTests(await temporaryData())
    expect(await ensureTable(client, 'tasvib')).toBe(streamArn)
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'tasvib' }))
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' })
    expect(
      Table?.GlobalSecondaryIndexes?.map((index) => [index.IndexName, index.Projection?.ProjectionType]),
    ).toEqual(
      expect.arrayContaining([
        ['due', 'KEYS_ONLY'],
        ['status', 'KEYS_ONLY'],
      ]),
    )
    await put(client, 'a')
    const found = await client.send(
      new QueryCommand({
        TableName: 'tasvib',
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND due <= :now',
        ExpressionAttributeValues: { ':shard': { S: '1' }, ':now': { S: '2027' } },
      }),
    )
    expect(found.Items).toEqual([
      { PK: { S: 'a' }, SK: { S: 'head' }, dueShard: { S: '1' }, due: { S: '2026' } },
    ])
  })

  it('comes back on the same port with everything in it when it is killed', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { store, client } = await storeForTests(await temporaryData())
    const killed = pidOf(store)
    for (let round = 0; round < 3; round += 1) {
      await put(client, `before-${round}`)
      process.kill(pidOf(store), 'SIGKILL')
      await put(client, `after-${round}`)
    }
    expect(isAlive(killed)).toBe(false)
    const names = [0, 1, 2].flatMap((round) => [`before-${round}`, `after-${round}`])
    expect(await Promise.all(names.map((name) => has(client, name)))).toEqual(names.map(() => true))
    const restarts = log.mock.calls.filter(([said]) => String(said).includes('starting it again'))
    expect(restarts).toHaveLength(3)
    log.mockRestore()
  })

  it('finds the end of its stream by an index, so that writes do not slow down with every case', async () => {
    const data = await temporaryData()
    const { store, client } = await storeForTests(data)
    await put(client, 'a')
    await store.stop()
    const database = new DatabaseSync(data.file('tasvib.db'))
    const plan = (query: string) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${query}`)
        .all()
        .map((row) => row['detail'])
        .join('\n')
    const next =
      "SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'tasvib'"
    const after = `SELECT new_image FROM _stream_records WHERE table_name = 'tasvib' AND shard_id = 's'
      AND CAST(sequence_number AS INTEGER) > 5 ORDER BY CAST(sequence_number AS INTEGER) LIMIT 100`
    expect(plan(next)).toContain('SEARCH _stream_records USING COVERING INDEX tasvib_stream_order')
    expect(plan(after)).toContain('SEARCH _stream_records USING INDEX tasvib_stream_order')
    database.close()
  })

  it('keeps everything when stopped and started again, and leaves no process', async () => {
    const data = await temporaryData()
    const first = await storeForTests(data)
    await put(first.client, 'kept')
    const pid = pidOf(first.store)
    await first.store.stop()
    expect(isAlive(pid)).toBe(false)
    const second = await storeForTests(data)
    expect(await has(second.client, 'kept')).toBe(true)
  })

  it('ends what a killed Tasvib left on this file, and nothing else', async () => {
    const data = await temporaryData()
    const elsewhere = await temporaryFolder()
    const leftover = await strayStore(data.file('tasvib.db'))
    const others = await strayStore(`${elsewhere}/tasvib.db`)
    const { client } = await storeForTests(data)
    await put(client, 'a')
    await until(() => !isAlive(leftover), 'the left-over is gone')
    expect(isAlive(others)).toBe(true)
  })

  it('runs though its program lost the execute bit', async () => {
    const folder = await temporaryFolder()
    const copy = `${folder}/dynoxide`
    await cp(program, copy)
    await chmod(copy, 0o644)
    const runnable = makeRunnable(copy, await temporaryData())
    expect((await stat(runnable)).mode & 0o111).not.toBe(0)
  })
})

describe('where there is no store', () => {
  it('asks npx for it on platforms without an installed one', async () => {
    const data = await temporaryData()
    const here = findDynoxide(data, { platform: 'linux', arch: 'x64' })
    expect([here.file, here.leadingArguments]).toEqual([program, []])
    expect(findDynoxide(data, { platform: 'darwin', arch: 'riscv64' }).file).toBe('npx')
    expect(findDynoxide(data, { platform: 'win32', arch: 'riscv64' }).file).toBe('npx.cmd')
  })

  it.each(['/nowhere/dynoxide', '/bin/false'])(
    'says plainly how to get one when %s gives none',
    async (file) => {
      const starting = startDynoxide(await temporaryData(), { file, leadingArguments: [], patience: 5_000 })
      await expect(starting).rejects.toThrow(/npm install --no-save @dynoxide\/[\s\S]*DYNAMODB_ENDPOINT=/)
    },
  )
})

describe('the data folder', () => {
  it('is held by one Tasvib at a time', async () => {
    const path = await temporaryFolder()
    const first = await openDataFolder(path)
    await expect(openDataFolder(path)).rejects.toThrow(/Another Tasvib is running on the data folder/)
    first.release()
    const second = await openDataFolder(path)
    second.release()
  })

  it('says which folder cannot be made', async () => {
    await expect(openDataFolder('/dev/null/data')).rejects.toThrow('/dev/null/data cannot be made')
  })
})
