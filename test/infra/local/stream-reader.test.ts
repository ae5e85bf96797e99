import { readFile, writeFile } from 'node:fs/promises'
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBRecord } from 'aws-lambda'
import { describe, expect, it, vi } from 'vitest'
import type { DataFolder } from '#infra/local/data-folder.ts'
import { type Store, startDynoxide } from '#infra/local/dynoxide.ts'
import { readIfThere } from '#infra/local/read-if-there.ts'
import { startStreamReader } from '#infra/local/stream-reader.ts'
import { ensureTable } from '#infra/local/table.ts'
import { pidOf } from './pid-of.ts'
import { afterwards, temporaryData, until } from './temporary-data.ts'

interface Setting {
  readonly data: DataFolder
  readonly store: Store
  readonly streamArn: string
  put(name: string): Promise<void>
  /** Starts a reader; what it delivers is given to `act` by name. */
  read(
    act: (names: string[], records: readonly DynamoDBRecord[]) => unknown,
  ): Promise<{ stop(): Promise<void> }>
}

async function settingForTests(): Promise<Setting> {
  const data = await temporaryData()
  const store = await startDynoxide(data)
  afterwards(() => store.stop())
  const config = {
    endpoint: store.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  }
  const client = new DynamoDBClient({ ...config, maxAttempts: 20 })
  const streams = new DynamoDBStreamsClient({ ...config, maxAttempts: 1 })
  afterwards(async () => {
    client.destroy()
    streams.destroy()
  })
  const streamArn = await ensureTable(client, 'tasvib')
  return {
    data,
    store,
    streamArn,
    async put(name) {
      const Item = { PK: { S: name }, SK: { S: 'head' }, bytes: { B: new Uint8Array([1, 255]) } }
      await client.send(new PutItemCommand({ TableName: 'tasvib', Item }))
    },
    async read(act) {
      const reader = await startStreamReader({
        client: streams,
        streamArn,
        positionFile: data.file('position.json'),
        poisonFile: data.file('poison.jsonl'),
        call: async ({ Records }) => act(Records.map(nameOf), Records),
      })
      afterwards(() => reader.stop())
      return reader
    },
  }
}

function nameOf(record: DynamoDBRecord): string {
  return record.dynamodb?.Keys?.['PK']?.S ?? ''
}

describe('the stream reader', () => {
  it('hands new images to the stream function as Lambda does, in order', async () => {
    const { put, read, streamArn } = await settingForTests()
    const got: DynamoDBRecord[] = []
    await read((_, records) => {
      got.push(...records)
    })
    for (let index = 0; index < 30; index += 1) await put(`item-${index}`)
    await until(() => got.length >= 30, '30 records')
    expect(got.map(nameOf)).toEqual(Array.from({ length: 30 }, (_, index) => `item-${index}`))
    expect(got[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: streamArn,
      eventID: expect.any(String),
      dynamodb: {
        Keys: { PK: { S: 'item-0' }, SK: { S: 'head' } },
        NewImage: { PK: { S: 'item-0' }, SK: { S: 'head' }, bytes: { B: 'Af8=' } },
        SequenceNumber: expect.stringMatching(/^\d+$/),
        StreamViewType: 'NEW_IMAGE',
      },
    })
  })

  it('goes on after a restart where it stopped', async () => {
    const { put, read } = await settingForTests()
    const first: string[] = []
    const reader = await read((names) => {
      first.push(...names)
    })
    await put('one')
    await until(() => first.length === 1, 'the first record')
    await reader.stop()
    await put('two')
    const second: string[] = []
    await read((names) => {
      second.push(...names)
    })
    await until(() => second.length > 0, 'the second record')
    expect([first, second]).toEqual([['one'], ['two']])
  })

  it('repeats what it was delivering when it was stopped', async () => {
    const { put, read, data } = await settingForTests()
    await put('one')
    let tries = 0
    const reader = await read(() => {
      tries += 1
      throw new Error('not now')
    })
    await until(() => tries > 0, 'a try')
    await reader.stop()
    expect(await readIfThere(data.file('poison.jsonl'))).toBeUndefined()
    const got: string[] = []
    await read((names) => {
      got.push(...names)
    })
    await until(() => got.length > 0, 'the record')
    expect(got).toEqual(['one'])
  })

  it('begins at the beginning when its position cannot be read or is of another stream', async () => {
    const { put, read, data } = await settingForTests()
    await put('one')
    for (const kept of [
      '{"half',
      JSON.stringify({ streamArn: 'arn:other', shards: { 'shardId-00000001-tasvib': '999' } }),
    ]) {
      await writeFile(data.file('position.json'), kept)
      const got: string[] = []
      const reader = await read((names) => {
        got.push(...names)
      })
      await until(() => got.length > 0, `the record, with position ${kept}`)
      await reader.stop()
      expect(got).toEqual(['one'])
    }
  })

  it('sets a poison record aside loudly and goes on with the others', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { put, read, data } = await settingForTests()
    for (const name of ['a', 'b', 'poison', 'c', 'd']) await put(name)
    const got: string[] = []
    await read((names) => {
      if (names.includes('poison')) throw new Error('cannot digest')
      got.push(...names)
    })
    await until(() => got.includes('d'), 'the last record')
    expect(got).toEqual(['a', 'b', 'c', 'd'])
    const lines = (await readFile(data.file('poison.jsonl'), 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { error: 'Error: cannot digest', record: { dynamodb: { Keys: { PK: { S: 'poison' } } } } },
    ])
    // The row itself is in the table, from which it may have to be erased.
    expect(lines.join()).not.toContain('NewImage')
    expect(log.mock.calls.join('\n')).toContain('POISON RECORD')
    log.mockRestore()
  })

  it('goes on when the store is killed under it', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { put, read, store } = await settingForTests()
    const got = new Set<string>()
    await read((names) => {
      for (const name of names) got.add(name)
    })
    await put('before')
    await until(() => got.has('before'), 'the record before')
    process.kill(pidOf(store), 'SIGKILL')
    await put('after')
    await until(() => got.has('after'), 'the record after')
    expect([...got]).toEqual(['before', 'after'])
    log.mockRestore()
  })
})
