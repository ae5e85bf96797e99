import { describe, expect, it } from 'vitest'
import { type CommitDependencies, commit, TooBusy } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { programmeRegistry } from '#workflows/programme/load-programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'

/** A case in research, everyone declared. */
async function atResearch(): Promise<CaseWorld> {
  const world = new CaseWorld()
  world.play.begin().approveStage().must({ type: 'open-stage' }).declareAll()
  await world.save()
  return world
}

/** The world's store, which loses the first so many races. */
function losing(world: CaseWorld, races: number): { dependencies: CommitDependencies; reads: () => number } {
  let left = races
  let reads = 0
  const cases: Pick<CaseStore, 'find' | 'append'> = {
    find: (reference) => {
      reads += 1
      return world.cases.find(reference)
    },
    append: async (append) => {
      left -= 1
      return left >= 0 ? 'moved' : world.cases.append(append)
    },
  }
  return { dependencies: { ...world.commit, cases }, reads: () => reads }
}

async function recorded(world: CaseWorld, type: string): Promise<number> {
  return (await world.cases.entries(reference)).filter((entry) => entry.type === type).length
}

describe('a commit', () => {
  it('decides by the programme that the case was submitted under, whatever the city has published since', async () => {
    const world = await atResearch()
    const stages = kerman.stages.map((stage) => ({
      ...stage,
      quorum: { kind: 'any' },
      ...('minimumScore' in stage ? { minimumScore: 1 } : {}),
    }))
    const { programmeVersion } = programmeRegistry({
      kerman: {
        current: { ...kerman, version: '1405.1', stages },
        earlier: { [kerman.version]: kerman },
      },
    })
    const dependencies = { ...world.commit, programmeOf: programmeVersion }
    const committed = await commit(dependencies, reference, world.play.answer(0, 'approve'))
    // By the new programme one approval would have been enough.
    expect(committed).toHaveProperty('entries', [expect.objectContaining({ type: 'ReviewDecided' })])
  })

  it('reads and decides again after each lost race', async () => {
    const world = await atResearch()
    const { dependencies, reads } = losing(world, 4)
    const committed = await commit(dependencies, reference, world.play.answer(0, 'approve'))
    expect(committed).toHaveProperty('entries.0.type', 'ReviewDecided')
    expect(reads()).toBe(5)
    expect(await recorded(world, 'ReviewDecided')).toBe(2)
  })

  it('gives up after a bounded number of lost races, with nothing written and a name that the workflow retries', async () => {
    const world = await atResearch()
    const { dependencies } = losing(world, Number.POSITIVE_INFINITY)
    const before = await world.cases.entries(reference)
    const error = await commit(dependencies, reference, world.play.answer(0, 'approve')).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(TooBusy)
    expect(error).toBeInstanceOf(Unavailable)
    expect(error).toHaveProperty('name', 'Unavailable')
    expect(await world.cases.entries(reference)).toEqual(before)
  })

  it('records one of a hundred identical decisions, and gives all of them the same receipt', async () => {
    const world = await atResearch()
    const answer = world.play.answer(0, 'approve')
    const all = await Promise.all(Array.from({ length: 100 }, () => commit(world.commit, reference, answer)))
    expect(await recorded(world, 'ReviewDecided')).toBe(2)
    const receipts = all.map((committed) =>
      committed !== undefined && 'state' in committed && committed.state.status === 'in-review'
        ? committed.state.seats[0]?.decision?.receipt
        : undefined,
    )
    expect(receipts[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(receipts).size).toBe(1)
  })

  it('makes one outcome of three reviewers who cross the quorum together', async () => {
    const world = await atResearch()
    const answers = [0, 1, 2].map((index) => world.play.answer(index, 'approve'))
    const all = await Promise.all(answers.map((answer) => commit(world.commit, reference, answer)))
    expect(await recorded(world, 'StageClosed')).toBe(2)
    const refused = all.filter((committed) => committed !== undefined && 'refused' in committed)
    expect(refused.every((refusal) => JSON.stringify(refusal) === '{"refused":"stage-closed"}')).toBe(true)
    expect((await world.open()).state).toMatchObject({ status: 'between-stages', stage: 'investment' })
  })

  it('decides on the newest state after a lost race: a deadline that came first wins', async () => {
    const world = await atResearch()
    const { dependencies } = losing(world, 0)
    const answer = world.play.answer(0, 'approve')
    const withdraw: Command = { type: 'withdraw', reason: 'We found another partner' }
    let first = true
    const cases: CommitDependencies['cases'] = {
      find: dependencies.cases.find,
      append: async (append) => {
        if (!first) return world.cases.append(append)
        first = false
        await commit(world.commit, reference, withdraw)
        return world.cases.append(append)
      },
    }
    expect(await commit({ ...dependencies, cases }, reference, answer)).toEqual({ refused: 'case-closed' })
    expect(await recorded(world, 'ReviewDecided')).toBe(1)
  })

  it('writes nothing for what the ledger says already, and knows no case that does not exist', async () => {
    const world = await atResearch()
    const before = await world.cases.entries(reference)
    expect(await commit(world.commit, reference, { type: 'confirm' })).toMatchObject({ entries: [] })
    expect(await world.cases.entries(reference)).toEqual(before)
    expect(await commit(world.commit, 'TSV-1405-00000', { type: 'confirm' })).toBeUndefined()
  })

  it('asks the clock to look after a minute, or sooner when something is due', async () => {
    const world = await atResearch()
    await commit(world.commit, reference, world.play.answer(0, 'approve'))
    const soon = new Date(world.now().getTime() + 60_000)
    expect(await world.cases.due(new Date(soon.getTime() - 1), 9)).toEqual([])
    expect(await world.cases.due(soon, 9)).toEqual([reference])
    const [reminder = ''] = world.play.as('in-review').deadline.reminders
    world.play.now = new Date(new Date(reminder).getTime() - 10_000)
    await commit(world.commit, reference, world.play.answer(0, 'reject'))
    expect(await world.cases.due(new Date(reminder), 9)).toEqual([reference])
  })
})
