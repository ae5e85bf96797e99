import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

const kerman = programmeById('kerman')
const office = kerman.caseOffice.email
const [secretariat] = kerman.stages[0]?.seats ?? []
const alternate = secretariat?.alternate

let tasvib: RunningTasvib

beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

describe('a case that nobody answers', () => {
  it('is told of every week to office and applicant for as long as it stands, and to nobody once it has moved', async () => {
    const { players } = tasvib
    const visitor = tasvib.visitors.fa
    const { fields, revised } = sampleProposals.fa
    const applicant = String(fields['email'])
    const reference = await players.submit({ fields, revised }, crypto.randomUUID())
    await players.confirm(applicant)
    await players.openReview(secretariat?.holder.email ?? '')
    await visitor.advance('P8D')
    await visitor.words(alternate?.email ?? '', /جانشین این جایگاه/, reference)
    await visitor.advance('P8D')
    await visitor.words(office, /مهلت گذشت و هنوز پاسخی نرسیده است/, reference)
    const told = async () =>
      (await visitor.mails()).filter(
        ({ to, text }) => to === applicant && text.includes('از مهلت خود گذشته') && text.includes(reference),
      ).length
    const before = await told()
    for (let day = 0; day < 28; day += 1) await visitor.advance('P1D')
    expect((await told()) - before).toBe(4)
    await players.review(alternate?.email ?? '', 'approve', 'کامل است')
    const moved = await told()
    await visitor.advance('P3D')
    expect(await told()).toBe(moved)
  })
})
