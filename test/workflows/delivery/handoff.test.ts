import { describe, expect, it } from 'vitest'
import { CasePlay, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { type ChannelEffect, handoffsOf } from '#workflows/delivery/handoff.ts'

const office = kerman.caseOffice.members[0]?.email ?? ''
const at = '2026-11-22T06:01:00.000Z'

function deliveredAt(play: CasePlay): number {
  return play.entries.findLast(({ type }) => type === 'ContractDelivered')?.sequence ?? 0
}

function effect(sequence: number, kind: string, changes: Partial<ChannelEffect> = {}): ChannelEffect {
  return { sequence, kind, done: true, attempts: 1, lastError: null, at, ...changes }
}

describe('the record of a delivery', () => {
  it('is none before the first', () => {
    expect(handoffsOf(new CasePlay().begin().entries, [], { hasWebhook: true })).toEqual([])
  })

  it('tells of each channel when it was asked for, tried and done, and what went wrong last', () => {
    const play = new CasePlay().toFinance()
    const sequence = deliveredAt(play)
    const requestedAt = play.now.toISOString()
    const effects = [
      effect(sequence, 'mail-finance:contract-delivered'),
      effect(sequence, 'webhook'),
      effect(sequence, 'webhook-call', { done: false, attempts: 3, lastError: 'HTTP 503' }),
      effect(sequence - 1, 'event:ContractDelivered'),
    ]
    const [handoff] = handoffsOf(play.entries, effects, { hasWebhook: true })
    expect(handoff).toMatchObject({
      version: 1,
      number: `${reference}-C1`,
      deliveredAt: requestedAt,
      answer: null,
    })
    expect(handoff?.channels).toMatchObject([
      { channel: 'email', requestedAt, attempts: 1, attemptedAt: at, succeededAt: at, lastError: null },
      {
        channel: 'page',
        requestedAt,
        attempts: 1,
        attemptedAt: requestedAt,
        succeededAt: requestedAt,
        lastError: null,
      },
      { channel: 'event', requestedAt, attempts: 0, attemptedAt: null, succeededAt: null, lastError: null },
      {
        channel: 'webhook',
        requestedAt,
        attempts: 3,
        attemptedAt: at,
        succeededAt: null,
        lastError: 'HTTP 503',
      },
    ])
  })

  it('has no webhook where finance has no system, and one for each version, the newest first', () => {
    const play = new CasePlay().toFinance().must({ type: 'return', reason: 'شماره شبا نادرست است' })
    play.settle('اصلاح شد').drawUp().signAll().seal()
    play.must({ type: 'deliver' }, { type: 'acknowledge', note: '' })
    const shown = handoffsOf(play.entries, [], { hasWebhook: false })
    expect(shown.map(({ version, answer }) => [version, answer?.outcome])).toEqual([
      [2, 'acknowledged'],
      [1, 'returned'],
    ])
    expect(shown[0]?.channels.map(({ channel }) => channel)).toEqual(['email', 'page', 'event'])
  })

  it('says that a call was given up, until it is asked for again', () => {
    const play = new CasePlay().toFinance()
    const lastWebhook = () => handoffsOf(play.entries, [], { hasWebhook: true })[0]?.channels.at(-1)
    expect(lastWebhook()).toMatchObject({ channel: 'webhook', givenUp: false })
    play.must({ type: 'give-up-webhook', version: 1, host: 'erp.city.example', because: 'gone' })
    expect(lastWebhook()).toMatchObject({ givenUp: true })
    play.must({ type: 'repeat-delivery', by: office, reason: 'سامانه راه افتاد' })
    expect(lastWebhook()).toMatchObject({ givenUp: false })
  })

  it('counts the last repetition of a call', () => {
    const play = new CasePlay().toFinance()
    const first = deliveredAt(play)
    play.pass(60_000).must({ type: 'repeat-delivery', by: office, reason: 'سامانه راه افتاد' })
    const effects = [
      effect(first, 'webhook-call', { done: false, attempts: 10, lastError: 'TimedOut' }),
      effect(play.entries.length, 'webhook-call', { attempts: 1 }),
    ]
    const [handoff] = handoffsOf(play.entries, effects, { hasWebhook: true })
    expect(handoff?.channels.at(-1)).toMatchObject({
      requestedAt: play.now.toISOString(),
      attempts: 1,
      succeededAt: at,
    })
  })
})
