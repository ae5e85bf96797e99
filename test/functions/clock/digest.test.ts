import { describe, expect, it } from 'vitest'
import { sweep } from '#functions/clock/sweep.ts'
import { attemptCommit, commit } from '#functions/shared/commit.ts'
import { runEffect } from '#functions/shared/effects/run-effect.ts'
import { settle } from '#functions/shared/effects/settle.ts'
import type { Effects } from '#functions/shared/ports/effects.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { documents, kerman } from '#test/workflows/proposal/case-play.ts'

const references = Array.from({ length: 10 }, (_, index) => `TSV-1405-0000${index}`)
const reviewer = kerman.stages[0]?.seats[0]?.holder.email ?? ''

/** Ten cases in the same stage, with one reviewer, settled; the clock stands at their first reminder. */
async function tenCases(): Promise<CaseWorld> {
  const world = new CaseWorld()
  for (const [index, reference] of references.entries()) {
    const applicant = { name: 'Sara', organisation: 'Salamat', email: `sara${index}@startup.example` }
    const submitted = { ...documents(1), title: `Health at home ${index}` }
    const submit = { type: 'submit', reference, language: 'fa', documents: submitted, applicant } as const
    await attemptCommit({ ...world.commit, programme: kerman }, null, submit, [])
    await commit(world.commit, reference, { type: 'confirm' })
    await commit(world.commit, reference, { type: 'open-stage' })
  }
  await relayAll(world)
  world.play.pass(60_000)
  await sweep(world.dependencies())
  const state = (await world.cases.find(references[0] ?? ''))?.state
  if (state?.status !== 'in-review') throw new Error('The case is in review')
  world.play.now = new Date(state.deadline.reminders[0] ?? '')
  return world
}

/** Everything that the stream has to bring. */
async function relayAll(world: CaseWorld, dependencies = world.dependencies()): Promise<void> {
  for (const reference of references) {
    for (const entry of await world.cases.entries(reference)) {
      const open = await world.cases.find(reference)
      if (open === undefined) throw new Error('There is no case')
      await settle(entry, open, dependencies)
    }
  }
}

const toReviewer = (world: CaseWorld) => world.mailer.sent.filter(({ to }) => to === reviewer)

async function remindersOf(world: CaseWorld) {
  const rows = await Promise.all(references.map((reference) => world.effects.list(reference)))
  return rows.flat().filter(({ kind }) => kind.startsWith('mail-reviewer:review-reminder'))
}

describe('ten reminders for one reviewer in one sweep', () => {
  it('are one mail with a link to each case, and each is marked as done by it', async () => {
    const world = await tenCases()
    const before = toReviewer(world).length
    await sweep(world.dependencies())
    const mails = toReviewer(world).slice(before)
    expect(mails).toHaveLength(1)
    expect(new Set(mails[0]?.text.match(/https:\S+\/review\/\S+/g))).toHaveProperty('size', 10)
    expect(mails[0]?.effects?.map(({ reference }) => reference).toSorted()).toEqual(references)
    const rows = await remindersOf(world)
    expect(rows).toHaveLength(10)
    expect(rows.every(({ done, attempts }) => done && attempts === 1)).toBe(true)
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(1)
    expect(world.failures).toEqual([])
  })

  it('are not sent one by one by the stream, which leaves to the clock what the clock recorded', async () => {
    const world = await tenCases()
    const before = toReviewer(world).length
    const silent = world.dependencies({ run: () => Promise.reject(new Error('The clock died here')) })
    await sweep(silent)
    await relayAll(world)
    expect(toReviewer(world)).toHaveLength(before)
    world.play.pass(60_000)
    await sweep(world.dependencies())
    expect(toReviewer(world)).toHaveLength(before + 1)
  })

  it('come again, and none is lost, when the clock dies after it sent them and before it said so', async () => {
    const world = await tenCases()
    const before = toReviewer(world).length
    const forgetful: Effects = { ...world.effects, done: () => Promise.reject(new Error('Killed')) }
    await sweep(world.dependencies({ effects: forgetful }))
    expect(toReviewer(world)).toHaveLength(before + 1)
    world.play.pass(60_000)
    await sweep(world.dependencies())
    world.play.pass(60_000)
    await sweep(world.dependencies())
    expect(toReviewer(world)).toHaveLength(before + 2)
    expect((await remindersOf(world)).every(({ done }) => done)).toBe(true)
  })

  it('go out though one of them cannot be prepared, and that one is tried again', async () => {
    const world = await tenCases()
    const before = toReviewer(world).length
    let broken = true
    const links: typeof world.links = {
      ...world.links,
      issue: async (claim) => {
        if (broken && 'reference' in claim && claim.reference === references[3]) throw new Error('No link')
        return world.links.issue(claim)
      },
    }
    const dependencies = world.dependencies({ run: (tasks) => runEffect(tasks, { ...world.running, links }) })
    await sweep(dependencies)
    expect(toReviewer(world)).toHaveLength(before + 9)
    expect((await remindersOf(world)).filter(({ done }) => !done)).toMatchObject([
      { reference: references[3], lastError: 'Error' },
    ])
    broken = false
    world.play.pass(60_000)
    await sweep(dependencies)
    expect(toReviewer(world)).toHaveLength(before + 10)
  })

  it('are tried again as a whole when the mail service is away', async () => {
    const world = await tenCases()
    const before = toReviewer(world).length
    await sweep(world.dependencies({ run: () => Promise.reject(new Unavailable('away')) }))
    expect((await remindersOf(world)).map(({ lastError }) => lastError)).toEqual(
      references.map(() => 'Unavailable'),
    )
    expect(world.failures).toHaveLength(10)
    world.play.pass(60_000)
    await sweep(world.dependencies())
    expect(toReviewer(world)).toHaveLength(before + 1)
  })
})
