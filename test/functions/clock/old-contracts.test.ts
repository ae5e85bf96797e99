import { describe, expect, it } from 'vitest'
import { oldContracts } from '#functions/clock/old-contracts.ts'
import { sweep } from '#functions/clock/sweep.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { memoryRows } from '#test/home/memory-home.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'

/** A contract that an earlier release completed: its ledger says neither when it ends nor what secures it, but where it is `listed`. */
async function completedBefore(
  listed: Pick<CommandOf<'acknowledge'>, 'endsOn' | 'guarantees'> = {},
): Promise<CaseWorld> {
  const world = new CaseWorld()
  world.play.toFinance().must({
    type: 'acknowledge',
    note: '',
    schedule: [{ due: '2026-12-20', amount: 1_000 }],
    ...listed,
  })
  const terms: ContractTerms = {
    ...exampleTerms(),
    guarantees: [{ kind: 'cheque', amount: 5, issuer: 'Bank', expiresOn: '2026-12-10' }],
  }
  await world.files.write(
    caseKey(reference, 'terms-1.json'),
    new TextEncoder().encode(JSON.stringify(terms)),
    'application/json',
  )
  await world.save()
  await world.cases.reschedule(await world.open(), null)
  return world
}

async function sweepAt(world: CaseWorld, time: string): Promise<string[]> {
  const before = world.play.entries.length
  world.play.now = new Date(time)
  await sweep(world.dependencies())
  await world.catchUp()
  return world.play.entries.slice(before).map(({ type }) => type)
}

describe('a contract that an earlier release completed', () => {
  it('is left alone until somebody looks for such contracts', async () => {
    const world = await completedBefore()
    expect(await sweepAt(world, '2027-02-01T06:00:00.000Z')).toEqual([])
  })

  it('is put back onto the clock’s list, whose visits tell what falls due, once each', async () => {
    const world = await completedBefore()
    const lookAtOldContracts = oldContracts()
    await lookAtOldContracts(world)
    expect(await sweepAt(world, world.now().toISOString())).toEqual(['ObligationsListed'])
    expect(world.play.as('closed')).toMatchObject({
      guarantees: [{ place: 1, kind: 'cheque', expiresOn: '2026-12-10' }],
    })
    expect(await sweepAt(world, '2026-12-12T06:00:00.000Z')).toEqual(['ObligationsOverdue'])
    // The terms give fifteen days of settlement after the quarter.
    expect(await sweepAt(world, '2026-12-22T06:00:00.000Z')).toEqual([])
    expect(await sweepAt(world, '2027-01-05T06:00:00.000Z')).toEqual(['ObligationsOverdue'])
    expect(await sweepAt(world, '2027-03-01T06:00:00.000Z')).toEqual([])
    // A process that looks again finds that nothing is to be done.
    const changes = await world.cases.due(world.now(), 10)
    await oldContracts()({ cases: world.cases, now: world.now, effects: memoryRows().effects })
    expect(await world.cases.due(world.now(), 10)).toEqual(changes)
  })

  it('learns its days of settlement where its end and guarantees are in its ledger already', async () => {
    const world = await completedBefore({
      endsOn: '2027-12-31',
      guarantees: [{ place: 1, kind: 'cheque', expiresOn: '2028-12-10' }],
    })
    // The release that listed them looked at all contracts, and found nothing to do at this one.
    const looked = { reference: 'all', sequence: 0, kind: 'old-contracts' }
    await world.effects.claim(looked, world.now())
    await world.effects.done(looked, world.now())
    await world.cases.reschedule(await world.open(), { at: '2026-12-21T04:30:00.000Z', to: 'clock' })
    world.play.now = new Date('2026-12-22T06:00:00.000Z')
    world.play.must({ type: 'tell-overdue' })
    await world.save()
    await oldContracts()(world)
    expect(await sweepAt(world, world.now().toISOString())).toEqual(['ObligationsListed'])
    expect(world.play.as('closed')).toMatchObject({ schedule: [{ latest: '2027-01-04' }] })
    // It was told too early, and is told once more when its days are over.
    expect(await sweepAt(world, '2027-01-04T06:00:00.000Z')).toEqual([])
    expect(await sweepAt(world, '2027-01-05T06:00:00.000Z')).toEqual(['ObligationsOverdue'])
    expect(await sweepAt(world, '2027-03-01T06:00:00.000Z')).toEqual([])
    await oldContracts()({ cases: world.cases, now: world.now, effects: memoryRows().effects })
    expect(await sweepAt(world, '2027-03-02T06:00:00.000Z')).toEqual([])
  })

  it('is told at once of what is past due already, also where its terms cannot be read', async () => {
    const world = await completedBefore()
    await world.files.write(caseKey(reference, 'terms-1.json'), new TextEncoder().encode('{'), 'x')
    world.play.now = new Date('2027-02-01T06:00:00.000Z')
    await oldContracts()(world)
    expect(await sweepAt(world, world.now().toISOString())).toEqual(['ObligationsOverdue'])
    expect(world.failures).toContainEqual(expect.any(SyntaxError))
  })

  it('is looked for page by page, and never again by any process once all were seen', async () => {
    const world = await completedBefore()
    const pages: (string | undefined)[] = []
    const cases = {
      ...world.cases,
      list: async ({ cursor }: { cursor?: string | undefined }) => {
        pages.push(cursor)
        return { cases: [], cursor: cursor === undefined ? 'next' : undefined }
      },
    }
    const { effects, now } = world
    const [dying, look, later] = [oldContracts(), oldContracts(), oldContracts()]
    await dying({ cases, effects, now })
    for (let count = 0; count < 4; count += 1) await look({ cases, effects, now })
    await later({ cases, effects, now })
    expect(pages).toEqual([undefined, undefined, 'next'])
    expect(await effects.failing(10)).toEqual([])
  })

  it('costs a visit of any other case no read of its own', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.relay()
    let found = 0
    const cases = {
      ...world.cases,
      due: async () => [reference],
      find: (which: string) => {
        found += 1
        return world.cases.find(which)
      },
    }
    await sweep(world.dependencies({ cases }))
    expect(found).toBe(2)
  })
})
