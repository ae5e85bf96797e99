import { describe, expect, it } from 'vitest'
import { commit } from '#functions/shared/commit.ts'
import { readingTogether, readTogether } from '#functions/shared/read-together.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'

/** A case in its first stage, whose store notes what is asked of it. */
async function noted() {
  const world = new CaseWorld()
  world.play.begin()
  await world.save()
  const asked: string[] = []
  const noting = <A extends unknown[], R>(name: string, call: (...args: A) => R) => {
    return (...args: A): R => {
      asked.push(name)
      return call(...args)
    }
  }
  const { find, read, entries } = world.cases
  const cases = {
    ...world.cases,
    find: noting('find', find),
    read: noting('read', read),
    entries: noting('entries', entries),
  }
  return { world, asked, cases }
}

const declaration = { type: 'declare', stage: 'intake', seat: 'secretariat' } as const

describe('reading a case together', () => {
  it('reads it once, whatever of it is asked for', async () => {
    const { asked, cases } = await noted()
    const once = readTogether(cases, 'papers')
    const [open, entries] = await Promise.all([once.find(reference), once.entries(reference)])
    expect(open?.tip.sequence).toBe(entries.length)
    await once.revision(reference, 1)
    expect(asked).toEqual(['read'])
  })

  it('asks for the ledger only where it is wanted, if mostly the head is', async () => {
    const { asked, cases } = await noted()
    const once = readTogether(cases, 'head')
    await once.find(reference)
    await once.find(reference)
    expect(asked).toEqual(['find'])
    await once.entries(reference)
    await once.entries(reference)
    expect(asked).toEqual(['find', 'entries'])
  })

  it('decides a command on what was read, and reads anew what was recorded', async () => {
    const { world, asked, cases } = await noted()
    const mine = readingTogether({ ...world.commit, cases }, 'ledger')
    const before = await mine.cases.find(reference)
    await commit(mine, reference, { ...declaration, email: world.play.seat(0).email })
    expect(asked).toEqual(['read'])
    const after = await mine.cases.find(reference)
    expect(after?.tip.sequence).toBe((before?.tip.sequence ?? 0) + 1)
  })

  it('decides on the newest state where somebody else recorded first', async () => {
    const { world, cases } = await noted()
    const mine = readingTogether({ ...world.commit, cases }, 'ledger')
    await mine.cases.find(reference)
    const { email } = world.play.seat(0)
    await commit(world.commit, reference, { ...declaration, email })
    await commit(world.commit, reference, { type: 'withdraw', reason: 'Another partner' })
    const refused = await commit(mine, reference, { ...declaration, email })
    expect(refused).toEqual({ refused: 'case-closed' })
  })

  it('asks again for what could not be read', async () => {
    const { cases } = await noted()
    let fails = true
    const once = readTogether(
      {
        ...cases,
        async read(of, parts) {
          if (fails) throw new Error('The table is away')
          return cases.read(of, parts)
        },
      },
      'ledger',
    )
    await expect(once.find(reference)).rejects.toThrow('away')
    fails = false
    expect((await once.find(reference))?.state.reference).toBe(reference)
  })
})
