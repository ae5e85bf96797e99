import { describe, expect, it } from 'vitest'
import { relay, streamEvent } from '#functions/relay/relay.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { CaseWorld } from './case-world.ts'

/** A record of the table's stream that tells of a new entry. */
function record(entry: Entry, number: string, eventName = 'INSERT') {
  const NewImage = { ...keys.entry(reference, entry.sequence), body: { S: JSON.stringify(entry) } }
  return { eventName, dynamodb: { SequenceNumber: number, NewImage } }
}

async function inReview(): Promise<{ world: CaseWorld; entries: readonly Entry[] }> {
  const world = new CaseWorld()
  world.play.begin()
  return { world, entries: await world.save() }
}

describe('the relay', () => {
  it('settles every entry of a batch, and once when the batch comes again', async () => {
    const { world, entries } = await inReview()
    const event = streamEvent.parse({ Records: entries.map((entry, index) => record(entry, `s${index}`)) })
    for (let time = 0; time < 2; time += 1) {
      expect(await relay(event, world.dependencies())).toEqual({ batchItemFailures: [] })
    }
    expect(world.mailer.sent).toHaveLength(2)
    expect(world.workflow.started).toHaveLength(1)
  })

  it('counts the case for the board once, however often its entries come', async () => {
    const { world, entries } = await inReview()
    const event = streamEvent.parse({ Records: entries.map((entry, index) => record(entry, `s${index}`)) })
    for (let time = 0; time < 2; time += 1) await relay(event, world.dependencies())
    expect((await world.figures.present()).get('now stage intake')).toMatchObject({ count: 1 })
    expect(await world.figures.countedUpTo(reference)).toBe(entries.length)
  })

  it('names the first record that failed, tells of it, and leaves those after it for the next time', async () => {
    const { world, entries } = await inReview()
    const event = streamEvent.parse({ Records: entries.map((entry, index) => record(entry, `s${index}`)) })
    world.mailer.refuse(1)
    const answer = await relay(event, world.dependencies())
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] })
    expect(world.failures).toHaveLength(1)
    expect(world.mailer.sent).toEqual([])
    await relay(event, world.dependencies())
    expect(world.mailer.sent).toHaveLength(2)
  })

  it('passes over rows that are no new entries, and puts aside one that cannot be read', async () => {
    const { world, entries } = await inReview()
    const [first] = entries
    if (first === undefined) throw new Error('Nothing was recorded')
    const head = { eventName: 'INSERT', dynamodb: { SequenceNumber: 's1', NewImage: keys.head(reference) } }
    const changed = record(first, 's2', 'MODIFY')
    const quiet = streamEvent.parse({ Records: [head, changed] })
    expect(await relay(quiet, world.dependencies())).toEqual({ batchItemFailures: [] })
    expect(world.mailer.sent).toEqual([])
    const NewImage = { ...keys.entry(reference, 9), body: { S: '{"type":"Nothing"}' } }
    const poison = streamEvent.parse({
      Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: 's3', NewImage } }],
    })
    expect(await relay(poison, world.dependencies())).toEqual({
      batchItemFailures: [{ itemIdentifier: 's3' }],
    })
  })
})
