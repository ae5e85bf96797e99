import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openLogCopy } from '#infra/machine/log-copy.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { afterwards, until } from './temporary-data.ts'

/** A collector that takes lines while `status` says so. */
async function collector() {
  const heard = {
    lines: [] as string[],
    /** 0 holds a request until it is released. */
    status: 200,
    requests: 0,
    release: () => {},
    authorization: '' as string | undefined,
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    const answer = async () => {
      heard.requests += 1
      if (heard.status === 0)
        await new Promise<void>((resolve) => {
          heard.release = resolve
        })
      heard.authorization = request.headers.authorization
      if (heard.status === 200) heard.lines.push(...Buffer.concat(parts).toString().trimEnd().split('\n'))
      response.writeHead(heard.status).end()
    }
    request.on('end', () => {
      void answer()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { heard, at: `127.0.0.1:${(server.address() as AddressInfo).port}/ingest` }
}

function copyTo(url: string) {
  const told: (string | undefined)[] = []
  const copy = openLogCopy({ url, tellHealth: (what) => told.push(what) })
  afterwards(() => copy.stop())
  return { copy, told }
}

describe('the copy of the log', () => {
  it('goes to the collector line by line, in order, with its secret', async () => {
    const { heard, at } = await collector()
    const { copy } = copyTo(`http://tasvib:s%40cret@${at}`)
    for (let count = 0; count < 1_200; count += 1) copy.add(JSON.stringify({ count }))
    await until(() => heard.lines.length === 1_200, 'all lines')
    expect(heard.lines.map((line) => JSON.parse(line).count)).toEqual(
      Array.from({ length: 1_200 }, (_, n) => n),
    )
    expect(heard.authorization).toBe(`Basic ${Buffer.from('tasvib:s@cret').toString('base64')}`)
  })

  it('waits for a collector that is away, loses nothing, and says so without the secret', async () => {
    const { heard, at } = await collector()
    heard.status = 503
    const { copy, told } = copyTo(`http://tasvib:secret@${at}`)
    copy.add('{"level":"info"}')
    await until(() => told.some((what) => what?.includes('503')), 'a word to the operator')
    expect(told.join()).not.toContain('secret')
    heard.status = 200
    await until(() => heard.lines.length === 1, 'the line')
    await until(() => told.at(-1) === undefined, 'the end of the fault')
  })

  it('keeps the newest lines while a full request is under way, and tells how many it lost', async () => {
    const { heard, at } = await collector()
    const { copy, told } = copyTo(`http://${at}`)
    const most = 50_000
    for (let count = 0; count < most; count += 1) copy.add(`{"count":${count}}`)
    heard.status = 0
    await until(() => heard.requests > 0, 'the first request')
    for (let count = most; count < most + 700; count += 1) copy.add(`{"count":${count}}`)
    heard.status = 200
    heard.release()
    await until(() => heard.lines.at(-1) === `{"count":${most + 699}}`, 'the last line')
    const lost = Number(/\d+/.exec(told.at(-1) ?? '0')?.[0] ?? 0)
    expect(heard.lines.length + lost).toBe(most + 700)
    expect(new Set(heard.lines).size).toBe(heard.lines.length)
    expect(lost).toBe(200)
  })

  it('goes nowhere in the clear but to this machine', () => {
    expect(readSettings({ LOG_URL: 'https://logs.city.example/ingest' }).logUrl).toBeDefined()
    expect(readSettings({ LOG_URL: 'http://127.0.0.1:9000' }).logUrl).toBeDefined()
    for (const url of ['http://logs.city.example', 'http://127.0.0.1.evil.example', 'ftp://logs', 'logs'])
      expect(() => readSettings({ LOG_URL: url }), url).toThrow('LOG_URL')
  })
})
