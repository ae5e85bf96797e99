import { describe, expect, it } from 'vitest'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { deliveredContractSchema } from '#workflows/delivery/delivered-contract.ts'
import { mostAttempts } from '#workflows/delivery/retry-schedule.ts'
import { isSignedBy } from '#workflows/delivery/webhook-signature.ts'
import { canonicalJson, digestOfBytes } from '#workflows/ledger/digest.ts'
import { FinanceWorld, secret, webhook } from './finance-world.ts'

const office = kerman.caseOffice.members[0]?.email ?? ''
const down = { kind: 'failed', error: 'HTTP 503' } as const

/** Lets time pass and the message come, until it comes no more; answers how often the endpoint was called. */
async function untilThrough(finance: FinanceWorld): Promise<number> {
  for (let count = 0; count < 100; count += 1) {
    const { again, wait } = await finance.receive()
    if (!again) return finance.calls.length
    // Never longer than SQS can hide a message.
    finance.pass(Math.min(wait ?? 60_000, 11 * 3_600_000))
  }
  throw new Error('The message comes for ever')
}

describe("telling finance's own system of a contract", () => {
  it('is asked for by the delivery, in the queue and once, and done when the system took it', async () => {
    const finance = await FinanceWorld.delivered()
    await finance.relay()
    expect(finance.world.deliveryQueue.sent).toEqual([{ reference, sequence: expect.any(Number) }])
    expect(await finance.receive()).toEqual({ again: false, wait: undefined })
    expect(finance.calls).toHaveLength(1)
    expect(await finance.row()).toMatchObject({ done: true, attempts: 1, lastError: null })
    // The queue may hand a message over twice.
    expect(await finance.receive(finance.message)).toMatchObject({ again: false })
    expect(finance.calls).toHaveLength(1)
    expect(finance.failures).toEqual([])
  })

  it('sends all that posting needs, signed, and names no person', async () => {
    const finance = await FinanceWorld.delivered()
    await finance.receive()
    const [call] = finance.calls
    if (call === undefined) throw new Error('Nothing was sent')
    expect(call).toMatchObject(webhook)
    const {
      'webhook-id': id = '',
      'webhook-timestamp': time = '',
      'webhook-signature': signature = '',
    } = call.headers
    expect(isSignedBy(signature, { id, timestamp: Number(time), body: call.body }, secret)).toBe(true)
    expect(Number(time)).toBe(Math.floor(finance.world.now().getTime() / 1_000))
    const { data } = deliveredContractSchema.parse(JSON.parse(call.body))
    expect(digestOfBytes(canonicalJson(data.release))).toBe(data.contract.openContractingDigest)
    expect(data.verify).toBe(`https://tasvib.kerman.example/verify?digest=${data.contract.documentDigest}`)
    expect(data.payments.length).toBeGreaterThan(0)
    const people = kerman.signing.signatories.flatMap(({ holder }) => [holder.name.fa, holder.email])
    for (const personal of [applicant.name, applicant.email, 'نرگس', ...people]) {
      expect(call.body).not.toContain(personal)
    }
    expect(call.body).not.toMatch(/\/(?:finance|track|sign)\//)
    expect(Buffer.byteLength(call.body)).toBeLessThan(20_000)
  })

  it('goes on for three days while the system is down, on the published schedule, and sends the same each time', async () => {
    const finance = await FinanceWorld.delivered()
    finance.answer = down
    expect(await finance.receive()).toEqual({ again: true, wait: 5_000 })
    // A message that comes too early calls nobody.
    finance.pass(2_000)
    expect(await finance.receive()).toEqual({ again: true, wait: 3_000 })
    expect(finance.calls).toHaveLength(1)
    const started = finance.world.now().getTime()
    expect(await untilThrough(finance)).toBe(mostAttempts)
    expect((finance.world.now().getTime() - started) / 3_600_000).toBeCloseTo(75.6, 0)
    expect(new Set(finance.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(finance.calls.map(({ body }) => body)).size).toBe(1)
  })

  it('is then put aside where an alarm sees it, and the case office is told', async () => {
    const finance = await FinanceWorld.delivered()
    finance.answer = down
    await untilThrough(finance)
    expect(finance.world.deliveryQueue.aside).toEqual(finance.world.deliveryQueue.sent)
    expect(await finance.entriesOf('WebhookGivenUp')).toMatchObject([
      { data: { version: 1, host: 'erp.kerman.example', because: 'unanswered' } },
    ])
    expect(await finance.row()).toMatchObject({ done: false, attempts: mostAttempts, lastError: 'HTTP 503' })
    await finance.relay()
    const told = finance.world.mailer.sent.find(({ subject }) => subject.includes('سامانهٔ امور مالی'))
    expect(told).toMatchObject({ to: kerman.caseOffice.email })
    expect(told?.text).toContain('در حدود سه روز پاسخی نداد')
  })

  it('succeeds late when the system comes back', async () => {
    const finance = await FinanceWorld.delivered()
    finance.answer = { kind: 'failed', error: 'ECONNREFUSED' }
    for (let count = 0; count < 4; count += 1) {
      const { wait = 0 } = await finance.receive()
      finance.pass(wait)
    }
    finance.answer = { kind: 'accepted' }
    expect(await finance.receive()).toMatchObject({ again: false })
    expect(await finance.row()).toMatchObject({ done: true, attempts: 5, lastError: null })
    expect(await finance.entriesOf('WebhookGivenUp')).toEqual([])
  })

  it('takes 410 for the end: it is recorded, the office is told, and later contracts do not call either', async () => {
    const finance = await FinanceWorld.delivered()
    finance.answer = { kind: 'gone' }
    expect(await finance.receive()).toEqual({ again: false, wait: undefined })
    expect(await finance.world.endpoints.isDisabled(webhook.url)).toBe(true)
    expect(await finance.entriesOf('WebhookGivenUp')).toMatchObject([{ data: { because: 'gone' } }])
    expect(await finance.row()).toMatchObject({ done: false, lastError: 'HTTP 410' })
    // Handed over once more after a crash: nothing is recorded or called twice.
    expect(await finance.receive(finance.message)).toMatchObject({ again: false })
    expect(await finance.entriesOf('WebhookGivenUp')).toHaveLength(1)
    await finance.tell({ type: 'repeat-delivery', by: office, reason: 'آزمایش' })
    await finance.receive()
    expect(finance.calls).toHaveLength(1)
    expect((await finance.entriesOf('WebhookGivenUp')).at(-1)).toMatchObject({
      data: { because: 'disabled' },
    })
  })

  it('begins anew, under the same id, when the case office has it sent again', async () => {
    const finance = await FinanceWorld.delivered()
    finance.answer = { kind: 'gone' }
    await finance.receive()
    finance.answer = { kind: 'accepted' }
    await finance.tell({ type: 'repeat-delivery', by: office, reason: 'سامانه راه افتاد' }, [
      { kind: 'endpoint', url: webhook.url, disabled: false },
    ])
    expect(finance.world.deliveryQueue.sent).toHaveLength(2)
    expect(await finance.receive()).toMatchObject({ again: false })
    const [first, second] = finance.calls
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(await finance.row()).toMatchObject({ done: true, attempts: 1 })
  })

  it('goes on after finance has acknowledged, and after the case is closed', async () => {
    const finance = await FinanceWorld.delivered()
    finance.answer = down
    await finance.receive()
    await finance.tell({ type: 'acknowledge', note: '' })
    await untilThrough(finance)
    expect(await finance.entriesOf('WebhookGivenUp')).toHaveLength(1)
    expect((await finance.world.open()).state).toMatchObject({ status: 'closed', closing: 'completed' })
  })

  it('leaves a call that somebody else has in hand to them', async () => {
    const finance = await FinanceWorld.delivered()
    const sequence = finance.world.deliveryQueue.sent[0]?.sequence ?? 0
    await finance.world.effects.claim({ reference, sequence, kind: 'webhook-call' }, finance.world.now())
    finance.pass(6_000)
    expect(await finance.receive()).toMatchObject({ again: true, wait: 60_000 })
    expect(finance.calls).toEqual([])
  })

  it('has a message that is none, or of an unknown case, come again until it is set aside', async () => {
    const finance = await FinanceWorld.delivered()
    await finance.world.deliveryQueue.send({ reference: 'TSV-1405-AAAAA', sequence: 1 })
    await finance.receive()
    expect(await finance.receive()).toEqual({ again: true, wait: undefined })
    expect(finance.failures).toHaveLength(1)
    expect(finance.calls).toHaveLength(1)
  })
})

describe('the event ContractDelivered', () => {
  it('holds exactly what docs/delivery.md says', async () => {
    const finance = await FinanceWorld.delivered()
    const event = finance.world.events.published.find(({ type }) => type === 'ContractDelivered')
    expect(event).toEqual({
      type: 'ContractDelivered',
      reference,
      detail: {
        schemaVersion: 1,
        sequence: expect.any(Number),
        at: expect.any(String),
        entryDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        contract: { version: 1, number: expect.any(String) },
        documentDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        sealDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        openContractingDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    })
  })
})
