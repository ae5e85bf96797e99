import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { sweep } from '#functions/clock/sweep.ts'
import { loggingTornOnce } from '#functions/clock/torn-mail.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'

const torn = () => new TornCase(reference, { cause: new z.ZodError([]) })

/** A case of which a part cannot be read, and which is due at each sweep. */
async function tornWorld() {
  const world = new CaseWorld()
  world.play.begin()
  await world.relay()
  const sent = world.mailer.sent.length
  let error: Error = torn()
  const sweepOnce = (part: 'find' | 'entries', changes = {}) =>
    sweep(
      world.dependencies({
        cases: {
          ...world.cases,
          due: async () => [reference],
          [part]: () => Promise.reject(error),
        },
        ...changes,
      }),
    )
  const mails = () => world.mailer.sent.slice(sent)
  const damage = (next: Error) => {
    error = next
  }
  return { world, sweepOnce, mails, damage }
}

describe('a case that cannot be read', () => {
  it.each(['find', 'entries'] as const)(
    'is told to the case office once, however often it is visited: %s',
    async (part) => {
      const { world, sweepOnce, mails } = await tornWorld()
      for (let visits = 0; visits < 3; visits += 1) {
        await sweepOnce(part)
        world.play.pass(60_000)
      }
      const [mail, ...more] = mails()
      expect(more).toEqual([])
      expect(mail).toMatchObject({ to: kerman.caseOffice.email })
      for (const words of [`پروندهٔ`, 'خوانده نمی‌شود', `Case ${reference} cannot be read`, '/board']) {
        expect(`${mail?.subject} ${mail?.text}`).toContain(words)
      }
      expect(world.failures.length).toBeGreaterThanOrEqual(3)
    },
  )

  it('is told of again where something else of it is damaged', async () => {
    const { sweepOnce, mails, damage } = await tornWorld()
    await sweepOnce('find')
    damage(new TornCase(reference, { cause: new SyntaxError('Unexpected end of JSON input') }))
    await sweepOnce('find')
    expect(mails()).toHaveLength(2)
  })

  it('is told of once mails go out again', async () => {
    const { world, sweepOnce, mails } = await tornWorld()
    await sweepOnce('find', { mailer: { send: () => Promise.reject(new Error('No mail today')) } })
    expect(mails()).toEqual([])
    world.play.pass(60_000)
    await sweepOnce('find')
    expect(mails()).toHaveLength(1)
  })

  it('is no matter of mail where the store is away', async () => {
    const { sweepOnce, mails, damage } = await tornWorld()
    damage(new Error('The table is away'))
    await sweepOnce('find')
    expect(mails()).toEqual([])
  })

  it('is logged once for each damage, also among other failures, which are logged each time', () => {
    const logged: unknown[] = []
    const failed = loggingTornOnce((_, error) => logged.push(error))
    const [first, away] = [torn(), new Error('The table is away')]
    const other = new TornCase(reference, { cause: new SyntaxError('Unexpected end of JSON input') })
    for (const error of [first, torn(), new AggregateError([torn()]), other, first, away, away])
      failed(reference, error)
    const mixed = new AggregateError([first, away])
    failed(reference, mixed)
    expect(logged).toEqual([first, other, away, away, mixed])
  })
})
