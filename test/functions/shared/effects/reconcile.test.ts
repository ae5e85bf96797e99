import { describe, expect, it } from 'vitest'
import { reconcile } from '#functions/shared/effects/reconcile.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import { applicant, documents, reference } from '#test/workflows/proposal/case-play.ts'
import { CaseWorld } from './case-world.ts'

async function world(play: (world: CaseWorld) => unknown): Promise<CaseWorld> {
  const made = new CaseWorld()
  play(made)
  await made.save()
  return made
}

const inReview = () => world(({ play }) => play.begin())

/** A case whose stage closed while its workflow waited for that. */
async function movedOn(): Promise<CaseWorld> {
  const made = await inReview()
  await made.wait('the token')
  made.play.approveStage()
  await made.save()
  return made
}

describe('reconciling the workflow with the ledger', () => {
  it('starts nothing before the address is confirmed', async () => {
    const made = await world(({ play }) =>
      play.must({ type: 'submit', reference, language: 'fa', documents: documents(1), applicant }),
    )
    expect(await reconcile(await made.open(), made.running)).toBe(true)
    expect(made.workflow.started).toEqual([])
  })

  it('starts one execution, named after the case, however often it is asked', async () => {
    const made = await inReview()
    for (let time = 0; time < 3; time += 1) {
      expect(await reconcile(await made.open(), made.running)).toBe(false)
    }
    expect(made.workflow.started).toEqual([{ name: reference, reference }])
  })

  it('leaves a workflow alone that waits where the case stands', async () => {
    const made = await inReview()
    await made.wait()
    expect(await reconcile(await made.open(), made.running)).toBe(true)
    expect(made.workflow.resumed).toEqual([])
    expect(made.workflow.started).toHaveLength(1)
  })

  it('tells a waiting state once where the ledger says that the case goes', async () => {
    const made = await movedOn()
    expect(await reconcile(await made.open(), made.running)).toBe(false)
    expect(await reconcile(await made.open(), made.running)).toBe(false)
    expect(made.workflow.resumed).toEqual([{ token: 'the token', next: 'review' }])
    expect(made.workflow.started).toHaveLength(1)
  })

  it('takes a token that is gone for nothing while the execution runs', async () => {
    const made = await movedOn()
    await made.workflow.resume('the token', 'review')
    expect(await reconcile(await made.open(), made.running)).toBe(false)
    expect(made.workflow.started).toHaveLength(1)
  })

  it('starts anew when the token is gone and the execution is over', async () => {
    const made = await movedOn()
    await made.workflow.resume('the token', 'review')
    made.workflow.end(reference)
    expect(await reconcile(await made.open(), made.running)).toBe(false)
    expect(made.workflow.started.at(-1)).toEqual({ name: `${reference}-1`, reference })
  })

  it('never has two executions of one case, whatever is recorded while a new one sets out', async () => {
    const made = await inReview()
    await made.wait()
    made.workflow.end(reference)
    await reconcile(await made.open(), made.running)
    made.play.declareAll()
    await made.save()
    await reconcile(await made.open(), made.running)
    expect(made.workflow.started.map(({ name }) => name)).toEqual([reference, `${reference}-1`])
  })

  it('starts anew as often as executions end, under names that were not used, and says so when that never helps', async () => {
    const made = await inReview()
    for (let restart = 0; restart < 51; restart += 1) {
      await reconcile(await made.open(), made.running)
      made.workflow.end(made.workflow.started.at(-1)?.name ?? '')
    }
    expect(new Set(made.workflow.started.map(({ name }) => name)).size).toBe(51)
    await expect(reconcile(await made.open(), made.running)).rejects.toThrow(/ended 50 times/)
  })

  it('ends the wait of a closed case, and starts nothing for it', async () => {
    const made = await inReview()
    await made.wait('the token')
    made.play.must({ type: 'withdraw', reason: '' })
    await made.save()
    expect(await reconcile(await made.open(), made.running)).toBe(true)
    expect(made.workflow.resumed).toEqual([{ token: 'the token', next: 'close' }])
    made.workflow.end(reference)
    expect(await reconcile(await made.open(), made.running)).toBe(true)
    expect(made.workflow.started).toHaveLength(1)
  })

  it('throws when the service cannot be reached, so that somebody tries again', async () => {
    const made = await movedOn()
    const workflow: Workflow = { ...made.workflow, resume: () => Promise.reject(new Error('throttled')) }
    await expect(reconcile(await made.open(), { ...made.running, workflow })).rejects.toThrow('throttled')
  })
})
