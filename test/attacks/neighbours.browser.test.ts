import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumIsMissing, openChromium } from '#test/browser/chromium.ts'
import { type KillableTasvib, startKillable } from '#test/faults/killable-tasvib.ts'
import { listeningPorts } from './listening-ports.ts'

/*
 * A page of another origin in the browser of whoever runs the machine: it can send requests to every port of the machine, and
 * must neither read an answer nor have anything done.
 */
const evil = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<title>An offer</title>')
})

let server: KillableTasvib
let browser: Browser
let page: Page

beforeAll(async () => {
  if (chromiumIsMissing) return
  server = await startKillable()
  browser = await openChromium()
  await new Promise<void>((listening) => evil.listen(0, '127.0.0.1', listening))
  page = await browser.newPage()
  await page.goto(`http://localhost:${(evil.address() as AddressInfo).port}/`)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  evil.close()
})

/** What the page could read of each request that it sent to a port. */
async function readByPage(port: number): Promise<string[]> {
  return page.evaluate(async (at) => {
    const read: string[] = []
    const paths = ['/', '/mailbox', '/workflow', '/clock', '/board', '/uploads', '/tasvib-files/x', '/health']
    for (const path of paths) {
      const requests: RequestInit[] = [
        {},
        { method: 'POST', body: '{"advance":"P30D"}' },
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"advance":"P30D"}' },
        {
          method: 'POST',
          headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.Scan' },
          body: '{"TableName":"tasvib"}',
        },
        { credentials: 'include' },
      ]
      for (const request of requests) {
        const text = await fetch(`http://127.0.0.1:${at}${path}`, request).then(
          (answer) => answer.text(),
          () => undefined,
        )
        if (text !== undefined) read.push(`${request.method ?? 'GET'} ${path}: ${text.slice(0, 100)}`)
        // Such a one is sent without asking first, and its answer cannot be read; what it does must be nothing.
        await fetch(`http://127.0.0.1:${at}${path}`, { ...request, headers: {}, mode: 'no-cors' }).catch(
          () => null,
        )
      }
    }
    return read
  }, port)
}

describe.skipIf(chromiumIsMissing || process.platform !== 'linux')('a page of another origin', () => {
  it('reads nothing of any port, and moves no clock', async () => {
    const ports = listeningPorts(server.pid())
    expect(ports.length).toBeGreaterThanOrEqual(2)
    for (const port of ports) expect(await readByPage(port), `port ${port}`).toEqual([])
    expect(await movedTime()).toBeLessThan(3_600_000)
  })
})

/** How far ahead of real time the installation is, by what its clock page answers to its own. Milliseconds. */
async function movedTime(): Promise<number> {
  const answer = await fetch(`${server.operatorUrl}/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"advance":"PT1S"}',
  })
  const { now } = (await answer.json()) as { now: string }
  return Date.parse(now) - Date.now()
}
