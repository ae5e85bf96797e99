import { describe, expect, it } from 'vitest'
import { sweep } from '#functions/clock/sweep.ts'
import { reconcile } from '#functions/shared/effects/reconcile.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { memoryRows } from '#test/home/memory-home.ts'
import { CasePlay, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { positionOf } from '#workflows/proposal/position.ts'

const minute = 60_000
const day = 86_400_000

function firstReminder({ play }: CaseWorld): Date {
  return new Date(play.as('in-review').deadline.reminders[0] ?? '')
}

/** A case in research, settled, its workflow waiting. */
async function atRest(): Promise<CaseWorld> {
  const world = new CaseWorld()
  world.play.begin().approveStage().must({ type: 'open-stage' })
  await world.relay()
  await world.wait()
  world.play.pass(minute)
  await sweep(world.dependencies())
  return world
}

/** Sweeps at the given time, as the schedule does, and takes over what came of it. */
async function sweepAt(world: CaseWorld, time: Date): Promise<string[]> {
  const before = (await world.cases.entries(reference)).length
  world.play.now = time
  await sweep(world.dependencies())
  await world.catchUp()
  return world.play.entries.slice(before).map(({ type }) => type)
}

describe('the sweep', () => {
  it('lets a case go until time makes something due, once everything arrived', async () => {
    const world = await atRest()
    expect(world.failures).toEqual([])
    expect(await sweep(world.dependencies())).toEqual({ visited: 0 })
    world.play.pass(minute)
    expect(await sweep(world.dependencies())).toEqual({ visited: 0 })
  })

  it('counts for the board what the relay left uncounted, before it lets a case rest', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.relay()
    await world.wait()
    expect(await world.figures.countedUpTo(reference)).toBe(0)
    world.play.pass(minute)
    const failing = { ...world.figures, add: () => Promise.reject(new Error('The table is away')) }
    await sweep(world.dependencies({ figures: failing }))
    expect(world.failures).toHaveLength(1)
    world.play.pass(minute)
    await sweep(world.dependencies())
    expect(await world.figures.countedUpTo(reference)).toBe(world.play.entries.length)
  })

  it('lets a closed case go for good', async () => {
    const world = await atRest()
    await world.tell({ type: 'withdraw', reason: 'Another partner' })
    world.play.pass(minute)
    expect(await sweep(world.dependencies())).toEqual({ visited: 1 })
    world.play.pass(400 * day)
    expect(await sweep(world.dependencies())).toEqual({ visited: 0 })
  })

  it('makes a reminder, the deadline and the escalation happen once each', async () => {
    const world = await atRest()
    const { deadline } = world.play.as('in-review')
    const sent = world.mailer.sent.length
    for (const at of deadline.reminders) {
      expect(await sweepAt(world, new Date(at))).toEqual(['Reminded'])
      expect(await sweepAt(world, new Date(at))).toEqual([])
    }
    expect(world.mailer.sent.length - sent).toBe(3 * deadline.reminders.length)
    expect(await sweepAt(world, new Date(deadline.at))).toEqual([])
    expect(await sweepAt(world, new Date(silenceOf(deadline)))).toEqual(['DeadlinePassed'])
    expect(await sweepAt(world, new Date(silenceOf(deadline)))).toEqual([])
    expect(await sweepAt(world, new Date(deadline.escalateAt ?? ''))).toEqual(['Escalated'])
    expect(world.sentTo().slice(-2)).toEqual([kerman.caseOffice.email, kerman.caseOffice.email])
    expect(await sweepAt(world, new Date(world.now().getTime() + 30 * day))).toEqual(['StillHeld'])
  })

  it('makes them happen once when two sweeps meet', async () => {
    const world = await atRest()
    world.play.now = new Date(silenceOf(world.play.as('in-review').deadline))
    await Promise.all([sweep(world.dependencies()), sweep(world.dependencies())])
    await world.catchUp()
    expect(world.play.entries.filter(({ type }) => type === 'DeadlinePassed')).toHaveLength(1)
    expect(world.sentTo().filter((to) => to === kerman.caseOffice.email)).toHaveLength(1)
  })

  it('catches up after a long silence in one visit, in the order of time', async () => {
    const world = await atRest()
    expect(await sweepAt(world, new Date(world.now().getTime() + 90 * day))).toEqual([
      'DeadlinePassed',
      'Escalated',
      'StillHeld',
    ])
  })

  it('sends no reminder of an earlier stage to the reviewers of a later one', async () => {
    const world = await atRest()
    const [reminder = ''] = world.play.as('in-review').deadline.reminders
    await sweepAt(world, new Date(reminder))
    world.play.approveStage().must({ type: 'open-stage' })
    await world.relay()
    await world.wait()
    const sent = world.sentTo().length
    await sweepAt(world, new Date(world.now().getTime() + minute))
    expect(world.sentTo().slice(sent)).toEqual([])
  })

  it('asks no signatory twice', async () => {
    const world = new CaseWorld()
    const { play } = world
    play.begin().approveAllStages()
    await world.relay()
    play.drawUp()
    await world.relay()
    for (let index = 0; index < 3; index += 1) {
      await world.wait()
      await sweepAt(world, new Date(world.now().getTime() + minute))
      await world.tell(play.signature(index))
    }
    await sweepAt(world, new Date(world.now().getTime() + minute))
    const asked = world.links.issued.filter(({ claim }) => claim.opens === 'sign')
    expect(asked).toHaveLength(3)
  })
})

describe('after a crash the sweep', () => {
  it('does within a minute what was recorded and had no effect yet', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.save()
    expect(world.mailer.sent).toEqual([])
    await sweepAt(world, new Date(world.now().getTime() + minute))
    expect(world.workflow.started).toEqual([{ name: reference, reference }])
    expect(world.sentTo()).toContain(kerman.stages[0]?.seats[0]?.holder.email)
    expect(world.failures).toEqual([])
  })

  it('sends a mail that the mail service refused, once it takes it, and each other mail once', async () => {
    const world = new CaseWorld()
    world.play.begin()
    world.mailer.refuse(1)
    await world.relay().catch(() => undefined)
    await world.relay()
    await sweepAt(world, new Date(world.now().getTime() + minute))
    await sweepAt(world, new Date(world.now().getTime() + minute))
    expect(new Set(world.sentTo()).size).toBe(world.sentTo().length)
    expect(world.sentTo()).toHaveLength(2)
  })

  it('comes again as long as the mail service refuses', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.save()
    world.mailer.refuse(Number.POSITIVE_INFINITY)
    await sweepAt(world, new Date(world.now().getTime() + minute))
    expect(world.failures).not.toEqual([])
    world.mailer.refuse(0)
    await sweepAt(world, new Date(world.now().getTime() + minute))
    expect(world.sentTo()).toHaveLength(2)
  })

  it('looks again until the workflow waits where the case stands, when it was told and nobody knows whether it heard', async () => {
    const world = await atRest()
    world.play.approveStage()
    await world.save()
    const { token } = (await world.waits.find(reference)) ?? { token: '' }
    await world.workflow.resume(token, 'review')
    await sweepAt(world, new Date(world.now().getTime() + minute))
    expect(world.workflow.resumed).toHaveLength(1)
    expect(world.workflow.started).toHaveLength(1)
    expect(await sweep(world.dependencies())).toEqual({ visited: 0 })
    world.play.pass(minute)
    expect(await sweep(world.dependencies())).toEqual({ visited: 1 })
  })

  it('starts a workflow whose execution is over once more, from the ledger alone', async () => {
    const world = await atRest()
    world.workflow.end(reference)
    await sweepAt(world, firstReminder(world))
    expect(world.workflow.started.map(({ name }) => name)).toEqual([reference, `${reference}-1`])
    await sweepAt(world, new Date(world.now().getTime() + day))
    expect(world.workflow.started).toHaveLength(2)
  })

  it('is not needed for that where people end the wait of an execution that is over', async () => {
    const world = await atRest()
    world.workflow.end(reference)
    world.play.approveStage()
    await world.relay()
    expect(world.workflow.started.map(({ name }) => name)).toEqual([reference, `${reference}-1`])
  })

  it('does not forget a case whose workflow failed between two waits', async () => {
    const world = new CaseWorld()
    world.play.begin().approveAllStages().settle()
    await world.relay()
    await world.wait('used')
    const { state } = await world.open()
    await world.waits.put({ reference, key: 'terms 1', token: 'used', execution: reference })
    expect(positionOf(state)?.key).toBe('contract 1')
    await world.workflow.resume('used', 'contract')
    await sweepAt(world, new Date(world.now().getTime() + minute))
    expect(world.workflow.started).toHaveLength(1)
    // Drawing up the contract failed, again and again.
    for (let failure = 0; failure < 4; failure += 1) {
      world.workflow.end(world.workflow.started.at(-1)?.name ?? '')
      await sweepAt(world, new Date(world.now().getTime() + 10 * minute))
      expect(world.workflow.started).toHaveLength(failure + 2)
    }
  })
})

describe('a case that fails', () => {
  it('holds up no other, and steps back in the queue', async () => {
    const world = await atRest()
    world.play.now = new Date(silenceOf(world.play.as('in-review').deadline))
    const { cases } = memoryRows({ now: world.now })
    const references = ['TSV-1405-00001', 'TSV-1405-00002']
    for (const name of references) {
      const play = new CasePlay()
      play.must({
        type: 'submit',
        reference: name,
        language: 'fa',
        documents: {
          documentsDigest: '0'.repeat(64),
          title: 'Health',
          sector: 'health',
          contractType: 'bot',
          expectedRevenue: 1,
        },
        applicant: { name: 'Sara', organisation: 'Salamat', email: `${name}@startup.example` },
      })
      const [first] = play.entries
      if (first === undefined || play.state === null) throw new Error('Nothing was recorded')
      const due = play.now.toISOString()
      await cases.append({ before: null, entries: [first], after: play.state, due, companions: [] })
    }
    const failing = {
      ...cases,
      append: async (append: Parameters<typeof cases.append>[0]) => {
        if (append.after.reference === references[0]) throw new Error('This one is poisoned')
        return cases.append(append)
      },
    }
    world.play.now = new Date(world.now().getTime() + 30 * day)
    const dependencies = world.dependencies({
      cases: failing,
      commit: { ...world.commit, cases: failing },
      run: async () => undefined,
    })
    expect(await sweep(dependencies)).toEqual({ visited: 2 })
    expect((await cases.find(references[1] ?? ''))?.state).toMatchObject({ closing: 'lapsed' })
    expect((await cases.find(references[0] ?? ''))?.state.status).toBe('unconfirmed')
    expect(world.failures).toHaveLength(1)
    expect(await sweep(dependencies)).toEqual({ visited: 0 })
    world.play.pass(6 * 60 * minute)
    expect(await sweep(dependencies)).toEqual({ visited: 1 })
  })

  it('is told of, and its workflow looked after, when its effects cannot be read', async () => {
    const world = await atRest()
    world.play.now = firstReminder(world)
    world.workflow.end(reference)
    const effects = { ...world.effects, list: () => Promise.reject(new Error('throttled')) }
    await sweep(world.dependencies({ effects }))
    expect(world.failures).toHaveLength(1)
    expect(world.workflow.started).toHaveLength(2)
    expect(await reconcile(await world.open(), world.running)).toBe(false)
  })
})
