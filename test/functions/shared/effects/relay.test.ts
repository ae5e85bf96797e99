import { describe, expect, it, vi } from 'vitest'
import { fromStream } from '#functions/relay/from-stream.ts'
import { relay, SettledEntries } from '#functions/relay/relay.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { body } from '#functions/shared/aws/dynamo/table.ts'
import { runEffect } from '#functions/shared/effects/run-effect.ts'
import type { EffectKey } from '#functions/shared/ports/effects.ts'
import { readTogether } from '#functions/shared/read-together.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { CaseWorld } from './case-world.ts'

const told = (entry: Entry) => ({ reference, body: JSON.stringify(entry) })

async function inReview() {
  const world = new CaseWorld()
  world.play.begin()
  const entries = await world.save()
  return { world, entries, told: entries.map(told) }
}

describe('the relay', () => {
  it('settles every entry that it is told of, and once when it is told again', async () => {
    const { world, told } = await inReview()
    for (let time = 0; time < 2; time += 1) {
      expect(await relay(told, world.dependencies())).toBe(told.length)
    }
    expect(world.mailer.sent).toHaveLength(2)
    expect(world.workflow.started).toHaveLength(1)
  })

  it('counts the case for the board once, however often its entries come', async () => {
    const { world, told } = await inReview()
    for (let time = 0; time < 2; time += 1) await relay(told, world.dependencies())
    expect((await world.figures.present()).get('now stage intake')).toMatchObject({ count: 1 })
  })

  it('writes nothing for entries that change no figure, and counts on from there', async () => {
    const { world, told } = await inReview()
    await relay(told, world.dependencies())
    const counted = await world.figures.countedUpTo(reference)
    world.play.declareAll()
    const add = vi.fn(world.figures.add)
    await relay(
      (await world.save()).map((entry) => ({ reference, body: JSON.stringify(entry) })),
      world.dependencies({ figures: { ...world.figures, add } }),
    )
    expect(add).not.toHaveBeenCalled()
    expect(await world.figures.countedUpTo(reference)).toBe(counted)
    const before = await world.figures.present()
    world.play.must({ type: 'withdraw', reason: 'Another partner' })
    await relay(
      (await world.save()).map((entry) => ({ reference, body: JSON.stringify(entry) })),
      world.dependencies(),
    )
    expect(await world.figures.countedUpTo(reference)).toBe(world.play.entries.length)
    expect(before.get('now stage intake')).toMatchObject({ count: 1 })
    expect((await world.figures.present()).get('now stage intake')?.count ?? 0).toBe(0)
  })

  it('stops at the first entry that failed, tells of it, and leaves those after it for the next time', async () => {
    const { world, told } = await inReview()
    world.mailer.refuse(1)
    expect(await relay(told, world.dependencies())).toBe(1)
    expect(world.failures).toHaveLength(1)
    expect(world.mailer.sent).toEqual([])
    await relay(told, world.dependencies())
    expect(world.mailer.sent).toHaveLength(2)
  })

  it('reads a case once, whatever its entries cause', async () => {
    const { world, told } = await inReview()
    let reads = 0
    const cases = readTogether(
      {
        ...world.cases,
        async read(...asked) {
          reads += 1
          return world.cases.read(...asked)
        },
        find: () => Promise.reject(new Error('The head was read by itself')),
        entries: () => Promise.reject(new Error('The ledger was read by itself')),
      },
      'ledger',
    )
    const running = { ...world.running, cases }
    const dependencies = world.dependencies({ cases, run: (tasks) => runEffect(tasks, running) })
    expect(await relay(told, dependencies)).toBe(told.length)
    expect(reads).toBe(1)
  })

  it('looks how far a case is counted only where a figure of the board changes', async () => {
    const { world, told } = await inReview()
    let looks = 0
    const figures = {
      ...world.figures,
      async countedUpTo(of: string) {
        looks += 1
        return world.figures.countedUpTo(of)
      },
    }
    // Of the very first entry on, though the last of these alone may change none.
    await relay(told.slice(0, 1), world.dependencies({ figures }))
    expect(looks).toBe(1)
    looks = 0
    await relay(told, world.dependencies({ figures }))
    expect(looks).toBe(1)
    const { stage, seat } = world.play.seat(0)
    const by = kerman.caseOffice.members[0]?.email ?? ''
    const target = { place: 'seat', stage, seat } as const
    world.play.now = new Date(world.play.now.getTime() + 3_600_000)
    world.play.must({ type: 'resend-link', by, target, reason: 'It was lost' })
    const again = (await world.save()).map((entry) => ({ reference, body: JSON.stringify(entry) }))
    expect(await relay(again, world.dependencies({ figures }))).toBe(again.length)
    expect(world.mailer.sent).toHaveLength(3)
    expect(looks).toBe(1)
  })

  it('goes on with other cases where one fails, and passes over what is settled when it is told again', async () => {
    const { world, told } = await inReview()
    const claimed: EffectKey[] = []
    const effects = {
      ...world.effects,
      async claim(effect: EffectKey, now: Date) {
        claimed.push(effect)
        return world.effects.claim(effect, now)
      },
    }
    const broken = { reference: 'TSV-1405-ZZZZZ', body: '{' }
    const settled = new SettledEntries()
    const tell = (entries: typeof told) => relay(entries, world.dependencies({ effects }), settled)
    expect(await tell([broken, ...told])).toBe(0)
    expect(world.mailer.sent).toHaveLength(2)
    const { length } = claimed
    // Alone, as one machine tries it, and with the others, as the stream does.
    for (const again of [[broken], [broken, ...told], [broken, ...told]]) expect(await tell(again)).toBe(0)
    expect(await tell(told)).toBe(told.length)
    expect(claimed).toHaveLength(length)
  })

  it('stops at the first entry of a case that failed, and settles those after it when it is mended', async () => {
    const { world, told } = await inReview()
    const settled = new SettledEntries()
    world.mailer.refuse(1)
    expect(await relay(told, world.dependencies(), settled)).toBe(1)
    expect(await relay(told.slice(1), world.dependencies(), settled)).toBe(told.length - 1)
    expect(world.mailer.sent).toHaveLength(2)
  })

  it.each(['{"type":"Nothing"}', '{', ''])('fails an entry that cannot be read: %s', async (body) => {
    const { world } = await inReview()
    expect(await relay([{ reference, body }], world.dependencies())).toBe(0)
    expect(world.failures).toHaveLength(1)
  })
})

/** A record of the stream that tells of a new entry. */
function record(entry: Entry, number: string, eventName = 'INSERT') {
  const NewImage = { ...keys.entry(reference, entry.sequence), body: { S: JSON.stringify(entry) } }
  return { eventName, dynamodb: { SequenceNumber: number, NewImage } }
}

describe('the relay as the table’s stream calls it', () => {
  it('hears of new entries alone, in order, and whether somebody asked to sign in', async () => {
    const { entries } = await inReview()
    const head = { eventName: 'INSERT', dynamodb: { SequenceNumber: 's0', NewImage: keys.head(reference) } }
    const gone = { eventName: 'REMOVE', dynamodb: { SequenceNumber: 's9' } }
    const changed = entries.map((entry) => record(entry, 'm', 'MODIFY'))
    const fresh = entries.map((entry, index) => record(entry, `s${index + 1}`))
    const heard: unknown[] = []
    const handler = fromStream(async (each) => {
      heard.push(each)
      return entries.length
    })
    expect(await handler({ Records: [head, ...changed, ...fresh, gone] })).toEqual({ batchItemFailures: [] })
    expect(heard).toEqual([{ entries: entries.map(told), signIns: false }])
  })

  it('hears of an entry that is so long that its row has it deflated', async () => {
    const { entries } = await inReview()
    const long = entries.filter((entry) => body(entry).body.B !== undefined)
    expect(long).not.toEqual([])
    const heard: unknown[] = []
    const handler = fromStream(async ({ entries }) => heard.push(...entries))
    const Records = long.map((entry, index) => {
      const { B = new Uint8Array() } = body(entry).body
      const NewImage = {
        ...keys.entry(reference, entry.sequence),
        body: { B: Buffer.from(B).toString('base64') },
      }
      return { eventName: 'INSERT', dynamodb: { SequenceNumber: `s${index}`, NewImage } }
    })
    await handler({ Records })
    expect(heard).toEqual(long.map(told))
  })

  it('names the first record that failed', async () => {
    const { entries } = await inReview()
    const Records = entries.map((entry, index) => record(entry, `s${index}`))
    expect(await fromStream(async () => 1)({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 's1' }],
    })
  })

  it.each([
    ['has no body', {}],
    ['cannot be inflated', { body: { B: 'AAAA' } }],
  ])('tells of an entry’s row that %s, so that it fails and goes aside', async (_, torn) => {
    const { world } = await inReview()
    const NewImage = { ...keys.entry(reference, 9), ...torn }
    const Records = [{ eventName: 'INSERT', dynamodb: { SequenceNumber: 's3', NewImage } }]
    const handler = fromStream(async ({ entries }) => relay(entries, world.dependencies()))
    expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 's3' }] })
  })
})
