import { describe, expect, it } from 'vitest'
import { fromStream } from '#functions/relay/from-stream.ts'
import { relay } from '#functions/relay/relay.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
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
    expect(await world.figures.countedUpTo(reference)).toBe(told.length)
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

  it('names the first record that failed', async () => {
    const { entries } = await inReview()
    const Records = entries.map((entry, index) => record(entry, `s${index}`))
    expect(await fromStream(async () => 1)({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 's1' }],
    })
  })

  it('tells of an entry’s row that has no body, so that it fails and goes aside', async () => {
    const { world } = await inReview()
    const NewImage = keys.entry(reference, 9)
    const Records = [{ eventName: 'INSERT', dynamodb: { SequenceNumber: 's3', NewImage } }]
    const handler = fromStream(async ({ entries }) => relay(entries, world.dependencies()))
    expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 's3' }] })
  })
})
