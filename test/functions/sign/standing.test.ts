import { describe, expect, it } from 'vitest'
import { guessesSince, standingOf } from '#functions/sign/standing.ts'
import { applicant, kerman } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const late = '2026-12-01T00:00:00.000Z'
const soon = '2026-11-01T00:00:00.000Z'
const office = kerman.caseOffice.email

/** How it stands for the startup, by a link of that time. */
const standing = (state: ProposalState, entries: readonly Entry[], issued: string) =>
  standingOf(
    state,
    entries,
    { signatory: 'startup', email: applicant.email, issued },
    { programme: kerman, now: new Date(late) },
  )

describe('where a signature stands', () => {
  it('gives the sealed contract to a link of its version, and of none before', async () => {
    const desk = await ContractDesk.signing()
    await desk.must({ type: 'reopen-terms', by: office, reason: 'شبا نادرست است' })
    await desk.drawUp()
    await desk.signAll()
    await desk.must({ type: 'acknowledge', note: '' })
    const [state, entries] = [await desk.state(), await desk.entries()]
    expect(standing(state, entries, late)).toMatchObject({ because: 'completed', sealedVersion: 2 })
    expect(standing(state, entries, soon)).toMatchObject({ because: 'completed', sealedVersion: null })
  })

  it('expects whom the terms name, though the head of an earlier release has the applicant', async () => {
    const desk = await ContractDesk.inReview()
    await desk.approveAll()
    await desk.drawUp('بازبینی شد', { representative: 'علی رضایی' })
    const state = await desk.state()
    if (state.status !== 'signing') throw new Error('The contract waits for signatures')
    const signatories = state.signatories.map((one) =>
      one.id === 'startup' && one.person !== null
        ? { ...one, person: { ...one.person, name: { fa: applicant.name, en: applicant.name } } }
        : one,
    )
    const found = standing({ ...state, signatories }, await desk.entries(), late)
    expect('signatories' in found && found.signatories[0]?.person?.name).toMatchObject({ fa: 'علی رضایی' })
  })
})

describe('guesses of codes', () => {
  it('are counted anew once the office took the contract back, and not where it could not be printed', async () => {
    const desk = await ContractDesk.signing()
    for (const id of ['startup', 'organization-head', 'mayor']) await desk.sign(id)
    await desk.must({ type: 'not-printable', letters: ['李'] })
    expect(guessesSince(await desk.entries(), 'startup')).toBe(0)
    await desk.drawUp()
    await desk.must({ type: 'reopen-terms', by: office, reason: 'شبا نادرست است' })
    const entries = await desk.entries()
    expect(guessesSince(entries, 'startup')).toBe(entries.at(-1)?.sequence)
  })
})
