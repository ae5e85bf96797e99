import { describe, expect, it } from 'vitest'
import { askLedger } from '#functions/shared/contract/ask-ledger.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { applicant, documents, reference } from '#test/workflows/proposal/case-play.ts'

async function next(play: (world: CaseWorld) => unknown): Promise<string> {
  const world = new CaseWorld()
  play(world)
  await world.save()
  return (await askLedger(reference, world)).next
}

describe('after a wait that ran out of time, the ledger', () => {
  it('says where the case stands', async () => {
    expect(await next(({ play }) => play.begin())).toBe('review')
    expect(await next(({ play }) => play.begin().approveAllStages())).toBe('terms')
    expect(await next(({ play }) => play.begin().approveAllStages().settle())).toBe('contract')
    expect(await next(({ play }) => play.begin().approveAllStages().drawUp())).toBe('signatures')
    expect(await next(({ play }) => play.toFinance())).toBe('finance')
    expect(await next(({ play }) => play.begin().must({ type: 'withdraw', reason: '' }))).toBe('close')
  })

  it('has no answer for a case that is unknown or not confirmed', async () => {
    await expect(next(() => undefined)).rejects.toThrow(/no place/)
    await expect(
      next(({ play }) =>
        play.must({ type: 'submit', reference, language: 'fa', documents: documents(1), applicant }),
      ),
    ).rejects.toThrow(/no place/)
  })
})
