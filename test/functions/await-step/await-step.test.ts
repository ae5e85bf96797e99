import { describe, expect, it } from 'vitest'
import {
  type AwaitStepDependencies,
  type AwaitStepInput,
  awaitStep,
} from '#functions/await-step/await-step.ts'
import { commit } from '#functions/shared/commit.ts'
import { reconcile } from '#functions/shared/effects/reconcile.ts'
import type { Waits } from '#functions/shared/ports/waits.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { applicant, documents, reference } from '#test/workflows/proposal/case-play.ts'

function dependenciesOf(
  world: CaseWorld,
  changes: Partial<AwaitStepDependencies> = {},
): AwaitStepDependencies {
  const { cases, waits, workflow } = world
  return { cases, waits, workflow, commit: world.commit, ...changes }
}

const input = (step: AwaitStepInput['step'], token = 'token-1'): AwaitStepInput => ({
  reference,
  step,
  token,
  execution: reference,
})

/** The workflow enters a waiting state, which calls its function with a token of its own. */
async function enter(
  world: CaseWorld,
  of: AwaitStepInput,
  changes: Partial<AwaitStepDependencies> = {},
): Promise<void> {
  await world.workflow.start({ name: reference, reference })
  world.workflow.wait(reference, of.token)
  await awaitStep(of, dependenciesOf(world, changes))
}

/** A confirmed case whose workflow has just been started. */
async function confirmed(): Promise<CaseWorld> {
  const world = new CaseWorld()
  world.play.must(
    { type: 'submit', reference, language: 'fa', documents: documents(1), applicant },
    { type: 'confirm' },
  )
  await world.save()
  await world.workflow.start({ name: reference, reference })
  return world
}

describe('a waiting state', () => {
  it('opens the stage and keeps its token', async () => {
    const world = await confirmed()
    await enter(world, input('review'))
    expect((await world.open()).state).toMatchObject({ status: 'in-review', stage: 'intake', round: 1 })
    expect(await world.waits.find(reference)).toEqual({
      reference,
      key: 'review intake 1',
      token: 'token-1',
      execution: reference,
    })
    expect(world.workflow.resumed).toEqual([])
  })

  it('opens the stage once when it is called again, and keeps the newest token', async () => {
    const world = await confirmed()
    await enter(world, input('review'))
    await enter(world, input('review', 'token-2'))
    const entries = await world.cases.entries(reference)
    expect(entries.filter(({ type }) => type === 'StageOpened')).toHaveLength(1)
    expect(await world.waits.find(reference)).toHaveProperty('token', 'token-2')
  })

  it('resumes with the newest token after it was replaced', async () => {
    const world = await confirmed()
    await enter(world, input('review'))
    await enter(world, input('review', 'token-2'))
    await world.catchUp()
    world.play.approveStage()
    await world.save()
    await reconcile(await world.open(), world.running)
    expect(world.workflow.resumed).toEqual([{ token: 'token-2', next: 'review' }])
  })

  it('delivers a sealed contract to finance', async () => {
    const world = new CaseWorld()
    world.play.begin().approveAllStages().drawUp().signAll().seal()
    await world.save()
    await enter(world, input('finance'))
    expect((await world.open()).state.status).toBe('with-finance')
    expect(await world.waits.find(reference)).toHaveProperty('key', 'finance 1')
  })

  it('goes on at once, keeping no token, when the ledger is elsewhere', async () => {
    const world = await confirmed()
    world.play.must({ type: 'withdraw', reason: '' })
    await world.save()
    await enter(world, input('review'))
    expect(world.workflow.resumed).toEqual([{ token: 'token-1', next: 'close' }])
    expect(await world.waits.find(reference)).toBeUndefined()
  })

  it('goes on when the decision came before its token was kept', async () => {
    const world = await confirmed()
    const waits: Waits = {
      find: world.waits.find,
      put: async (wait) => {
        // The whole stage is decided in the moment before; the relay finds no token to resume.
        await world.catchUp()
        world.play.approveStage()
        await world.save()
        await reconcile(await world.open(), world.running)
        await world.waits.put(wait)
      },
    }
    await enter(world, input('review'), { waits })
    expect((await world.open()).state).toMatchObject({ status: 'between-stages', stage: 'research' })
    expect(world.workflow.resumed).toEqual([{ token: 'token-1', next: 'review' }])
  })

  it('resumes once when the relay saw the kept token too', async () => {
    const world = await confirmed()
    const waits: Waits = {
      find: world.waits.find,
      put: async (wait) => {
        await world.waits.put(wait)
        await world.catchUp()
        world.play.approveStage()
        await world.save()
        await reconcile(await world.open(), world.running)
      },
    }
    await enter(world, input('review'), { waits })
    expect(world.workflow.resumed).toHaveLength(1)
  })

  it('waits for the revision, the terms and the signatures without writing anything', async () => {
    const steps: [AwaitStepInput['step'], (world: CaseWorld) => unknown][] = [
      ['revision', ({ play }) => play.begin().declareAll().must(play.answer(0, 'request-changes'))],
      ['terms', ({ play }) => play.begin().approveAllStages()],
      ['signatures', ({ play }) => play.begin().approveAllStages().drawUp()],
      ['terms', ({ play }) => play.toFinance().must({ type: 'return', reason: 'Wrong account' })],
    ]
    for (const [step, play] of steps) {
      const world = new CaseWorld()
      play(world)
      await world.save()
      await enter(world, input(step))
      expect(await world.cases.entries(reference)).toHaveLength(world.play.entries.length)
      expect((await world.waits.find(reference))?.key).toMatch(new RegExp(`^${step} `))
    }
  })

  it('fails for a case that is unknown or not confirmed', async () => {
    const world = new CaseWorld()
    await expect(awaitStep(input('review'), dependenciesOf(world))).rejects.toThrow(/no case/)
    world.play.must({ type: 'submit', reference, language: 'fa', documents: documents(1), applicant })
    await world.save()
    await expect(awaitStep(input('review'), dependenciesOf(world))).rejects.toThrow(/before its address/)
    expect(world.workflow.resumed).toEqual([])
  })

  it('takes a stage that somebody opened meanwhile as opened', async () => {
    const world = await confirmed()
    await commit(world.commit, reference, { type: 'open-stage' })
    await enter(world, input('review'))
    expect(await world.waits.find(reference)).toHaveProperty('key', 'review intake 1')
  })
})
