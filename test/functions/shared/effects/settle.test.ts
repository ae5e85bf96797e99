import { describe, expect, it } from 'vitest'
import {
  outstandingTasks,
  type SettleDependencies,
  settle,
  settleTasks,
} from '#functions/shared/effects/settle.ts'
import type { Task } from '#functions/shared/effects/task.ts'
import type { EffectKey } from '#functions/shared/ports/effects.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { effectName } from '#workflows/effects/effect.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { CaseWorld } from './case-world.ts'

/** A case that has just opened research: three mails to send. */
async function atResearch(): Promise<{ world: CaseWorld; opened: Entry }> {
  const world = new CaseWorld()
  world.play.begin().approveStage()
  await world.save()
  world.play.must({ type: 'open-stage' })
  const [opened] = await world.save()
  if (opened === undefined) throw new Error('Nothing was recorded')
  return { world, opened }
}

const seats = ['research-head', 'research-urban', 'research-innovation']

/** Dependencies whose effects are only noted; those that `fails` names throw. */
function noting(world: CaseWorld, fails: (name: string) => boolean = () => false) {
  const ran: string[] = []
  const run = async (tasks: readonly Task[]): Promise<undefined> => {
    const name = tasks.map(({ effect }) => effectName(effect)).join(' + ')
    ran.push(name)
    if (fails(name)) throw new RangeError('550 sara@startup.example is not known here')
  }
  return { ran, dependencies: world.dependencies({ run }) }
}

describe('settling an entry', () => {
  it('does each of its effects once, however often it is told', async () => {
    const { world, opened } = await atResearch()
    const { ran, dependencies } = noting(world)
    for (let time = 0; time < 3; time += 1) await settle(opened, await world.open(), dependencies)
    expect(ran).toEqual(seats.map((seat) => `mail-reviewer:review-requested:${seat}`))
  })

  it('does each of them once when two are told at the same time', async () => {
    const { world, opened } = await atResearch()
    const { ran, dependencies } = noting(world)
    const open = await world.open()
    await Promise.all(Array.from({ length: 20 }, () => settle(opened, open, dependencies)))
    expect(ran).toHaveLength(3)
  })

  it('goes on after an effect that fails, tells of it at the end, and tries that one alone again', async () => {
    const { world, opened } = await atResearch()
    const bad = 'mail-reviewer:review-requested:research-head'
    const failing = noting(world, (name) => name === bad)
    const error = await settle(opened, await world.open(), failing.dependencies).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(AggregateError)
    expect(failing.ran).toHaveLength(3)
    const again = noting(world)
    await settle(opened, await world.open(), again.dependencies)
    expect(again.ran).toEqual([bad])
  })

  it('moves the workflow on without a claim, and tells of it when that fails', async () => {
    const world = new CaseWorld()
    world.play.begin()
    const [, confirmed] = await world.save()
    if (confirmed === undefined) throw new Error('Nobody confirmed')
    const claimed: string[] = []
    const effects = {
      ...world.effects,
      async claim(effect: EffectKey, now: Date) {
        claimed.push(effect.kind)
        return world.effects.claim(effect, now)
      },
    }
    const failing = noting(world, (name) => name === 'workflow')
    const told = settle(confirmed, await world.open(), { ...failing.dependencies, effects })
    await expect(told).rejects.toThrow(AggregateError)
    expect((await world.effects.failing(9)).map(({ kind }) => kind)).toEqual(['workflow'])
    claimed.length = 0
    const { ran, dependencies } = noting(world)
    await settle(confirmed, await world.open(), { ...dependencies, effects })
    expect(ran).toEqual(['workflow'])
    expect(claimed).not.toContain('workflow')
    expect(await world.effects.failing(9)).toEqual([])
    expect((await world.effects.list(reference)).every(({ done }) => done)).toBe(true)
  })

  it('keeps the name of an error and nothing that it says', async () => {
    const { world, opened } = await atResearch()
    const { dependencies } = noting(world, () => true)
    await expect(settle(opened, await world.open(), dependencies)).rejects.toThrow(AggregateError)
    const rows = await world.effects.list(reference)
    expect(rows.map(({ lastError, done }) => [lastError, done])).toEqual(
      seats.map(() => ['RangeError', false]),
    )
    expect(JSON.stringify(rows)).not.toContain('@')
  })

  it('passes over what somebody else has in hand, until their time is over', async () => {
    const { world, opened } = await atResearch()
    const kind = 'mail-reviewer:review-requested:research-urban'
    await world.effects.claim({ reference, sequence: opened.sequence, kind }, world.now())
    const { ran, dependencies } = noting(world)
    await settle(opened, await world.open(), dependencies)
    expect(ran).toHaveLength(2)
    expect(ran).not.toContain(kind)
    world.play.pass(31_000)
    await settle(opened, await world.open(), dependencies)
    expect(ran).toHaveLength(3)
    expect(ran.at(-1)).toBe(kind)
  })

  it('does the others also when the state of one cannot be kept', async () => {
    const { world, opened } = await atResearch()
    const { ran, dependencies } = noting(world)
    const effects = {
      ...world.effects,
      claim: async (effect: { reference: string; sequence: number; kind: string }, now: Date) => {
        if (effect.kind.endsWith('research-head')) throw new Error('The table is throttled')
        return world.effects.claim(effect, now)
      },
    }
    await expect(settle(opened, await world.open(), { ...dependencies, effects })).rejects.toThrow(
      AggregateError,
    )
    expect(ran).toHaveLength(2)
  })

  it('asks for nothing that no longer makes sense', async () => {
    const { world, opened } = await atResearch()
    world.play.must({ type: 'withdraw', reason: 'Another partner' })
    await world.save()
    const { ran, dependencies } = noting(world)
    await settle(opened, await world.open(), dependencies)
    expect(ran).toEqual([])
  })
})

/** Whatever the case still has to cause; answers what became of each. */
async function settleAll(world: CaseWorld, dependencies: SettleDependencies): Promise<unknown[]> {
  const entries = await world.cases.entries(reference)
  const tasks = await outstandingTasks(entries, await world.open(), dependencies)
  return (await settleTasks(tasks, dependencies)).map(({ result }) => result)
}

describe('settling a whole case', () => {
  it('does what was left outstanding by any entry, and finds nothing outstanding afterwards', async () => {
    const { world } = await atResearch()
    const { ran, dependencies } = noting(world)
    expect(new Set(await settleAll(world, dependencies))).toEqual(new Set(['done']))
    expect(ran).toContain('workflow')
    expect(ran).toContain('mail-applicant:case-begun')
    expect(ran).not.toContain('mail-applicant:confirm-address')
    const { length } = ran
    expect(await settleAll(world, dependencies)).toEqual([])
    expect(ran).toHaveLength(length)
  })

  it('tells when somebody else has a part of it in hand', async () => {
    const { world, opened } = await atResearch()
    const { dependencies } = noting(world)
    const kind = 'mail-reviewer:review-requested:research-urban'
    await world.effects.claim({ reference, sequence: opened.sequence, kind }, world.now())
    expect((await settleAll(world, dependencies)).filter((result) => result === 'in-hand')).toHaveLength(1)
  })

  it('marks what is not needed any more as dropped, with the reason, and never runs it again', async () => {
    const { world } = await atResearch()
    const { ran, dependencies } = noting(world)
    world.play.must({ type: 'declare', ...world.play.seat(0) }, world.play.answer(0, 'approve'))
    world.play.must({ type: 'recuse', ...world.play.seat(1), reason: 'A cousin' })
    await world.save()
    await settleAll(world, dependencies)
    const dropped = async () =>
      (await world.effects.list(reference)).flatMap(({ kind, dropped: why }) =>
        why === null ? [] : [[kind, why]],
      )
    const expected = [
      ['mail-applicant:confirm-address', 'moved-on'],
      ['mail-reviewer:review-requested:secretariat', 'moved-on'],
      ['mail-reviewer:review-requested:research-head', 'answered'],
      ['mail-reviewer:review-requested:research-urban', 'somebody-else'],
    ]
    expect(await dropped()).toEqual(expected)
    const again = (await world.effects.list(reference)).find(({ dropped: why }) => why === 'answered')
    expect(again !== undefined && (await world.effects.claim(again, world.now()))).toBe(false)
    const { length } = ran
    await settleAll(world, dependencies)
    expect(ran).toHaveLength(length)
    expect(await dropped()).toEqual(expected)
  })

  it('keeps an effect of a later release outstanding and tells of it, while all others go on', async () => {
    const { world } = await atResearch()
    const unknown = 'mail-reviewer:meeting-called:research-head'
    const cases = {
      ...world.cases,
      entries: async (of: string) =>
        (await world.cases.entries(of)).map((entry) =>
          entry.type === 'StageOpened' ? { ...entry, effects: [unknown, ...(entry.effects ?? [])] } : entry,
        ),
    }
    const dependencies = world.dependencies({ cases })
    const [opened] = (await cases.entries(reference))
      .filter(({ type }) => type === 'StageOpened')
      .toReversed()
    if (opened === undefined) throw new Error('No stage is open')
    // The stream goes on without it.
    await settle(opened, await world.open(), dependencies)
    expect(world.mailer.sent).toHaveLength(3)
    const tasks = await outstandingTasks(await cases.entries(reference), await world.open(), dependencies)
    const settled = await settleTasks(tasks, dependencies)
    const failed = settled
      .filter(({ result }) => typeof result === 'object')
      .map(({ task }) => effectName(task.effect))
    expect(new Set(failed)).toEqual(new Set([unknown]))
    expect((await world.effects.failing(9)).map(({ kind }) => kind)).toContain(unknown)
    const row = (await world.effects.list(reference)).find(({ kind }) => kind === unknown)
    expect(row).toMatchObject({ done: false, dropped: null, lastError: 'UnknownEffect' })
  })
})
