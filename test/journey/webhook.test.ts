import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { deliveredContractSchema } from '#workflows/delivery/delivered-contract.ts'
import { isSignedBy } from '#workflows/delivery/webhook-signature.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
const patience = 60_000

/** Finance's own system, on this machine. */
const received: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }[] = []
let status = 503
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    received.push({ headers: request.headers, body })
    response.writeHead(status).end()
  })
})

let tasvib: RunningTasvib
beforeAll(async () => {
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening))
  const { port } = receiver.address() as AddressInfo
  tasvib = await runTasvib({
    webhookSecret: secret,
    webhookTestEndpoint: `http://127.0.0.1:${port}/tasvib`,
  })
})
afterAll(async () => {
  await tasvib.stop()
  receiver.closeAllConnections()
  receiver.close()
})

async function untilReceived(count: number): Promise<void> {
  const deadline = Date.now() + patience
  while (received.length < count) {
    if (Date.now() > deadline) throw new Error(`Only ${received.length} calls arrived`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function advance(span: string): Promise<void> {
  await fetch(new URL('/clock', tasvib.runtime.operatorUrl), {
    method: 'POST',
    body: JSON.stringify({ advance: span }),
  })
}

describe("finance's own system", () => {
  it('is told of a delivered contract for as long as it is down, and until it takes it', async () => {
    const { reference } = await playWholeCase(tasvib.visitors.fa, 'fa')
    await untilReceived(1)
    // What was five seconds and five minutes away is due at once after a journey through time.
    await advance('PT6S')
    await untilReceived(2)
    status = 200
    await advance('PT6M')
    await untilReceived(3)
    await advance('P4D')
    expect(received).toHaveLength(3)

    const ids = new Set(received.map(({ headers }) => headers['webhook-id']))
    expect(ids.size).toBe(1)
    for (const { headers, body } of received) {
      const message = {
        id: String(headers['webhook-id']),
        timestamp: Number(headers['webhook-timestamp']),
        body,
      }
      expect(isSignedBy(String(headers['webhook-signature']), message, secret)).toBe(true)
      expect(deliveredContractSchema.parse(JSON.parse(body)).data.reference).toBe(reference)
    }
    expect(await channels(reference)).toMatchObject([
      { channel: 'email', attempts: 1, succeededAt: expect.any(String) },
      { channel: 'page' },
      { channel: 'event', succeededAt: expect.any(String) },
      { channel: 'webhook', attempts: 3, succeededAt: expect.any(String), lastError: null },
    ])
  })
})

/** The channels of the newest delivery, as the board tells them to programs. */
async function channels(reference: string): Promise<unknown> {
  const { visitors, runtime } = tasvib
  const member = programmeById('kerman').caseOffice.members[0]?.email ?? ''
  const signIn = { method: 'POST', body: new URLSearchParams({ email: member }) }
  await fetch(new URL('/board/sign-in', runtime.publicUrl), signIn)
  const entered = await fetch(await visitors.fa.link(member, 'board/enter'), {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{}',
  })
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const headers = { accept: 'application/json', cookie }
  const answer = await fetch(new URL(`/board/cases/${reference}`, runtime.publicUrl), { headers })
  const { handoffs } = (await answer.json()) as { handoffs: { channels: unknown }[] }
  return handoffs[0]?.channels
}
