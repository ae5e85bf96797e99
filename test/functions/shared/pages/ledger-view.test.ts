import { describe, expect, it } from 'vitest'
import { actorWords, entryView } from '#functions/shared/pages/ledger-view.ts'
import { kerman } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'

const office = 'z.rahimi@kerman.example'
const person = (name: string) => ({
  name: { fa: name, en: name },
  role: { fa: 'کارشناس', en: 'Officer' },
  email: `${name}@kerman.example`,
})

/** A case that meets most of what can happen to one. */
async function eventful(): Promise<ContractDesk> {
  const desk = await ContractDesk.inReview({ title: 'طرح \u202Eوارونه' })
  const state = await desk.state()
  const seat = state.status === 'in-review' ? state.seats[0] : undefined
  if (state.status !== 'in-review' || !seat?.holder) throw new Error('Nobody holds the first seat')
  const place = { stage: state.stage, seat: seat.seat }
  await desk.must(
    { type: 'declare', ...place, email: seat.holder.email },
    { type: 'delegate', ...place, email: seat.holder.email, to: person('sara'), reason: 'سفر' },
    { type: 'extend', by: office, until: '2027-04-09T00:00:00.000Z', reason: 'تعطیلات' },
    { type: 'mark-unreachable', email: 'x@kerman.example', kind: 'complaint' },
  )
  await desk.approveAll()
  await desk.drawUp()
  await desk.must({
    type: 'reassign',
    by: office,
    target: { signatory: 'mayor' },
    to: person('omid'),
    reason: 'تغییر شهردار',
  })
  await desk.signAll()
  await desk.must({ type: 'return', reason: 'شبا نادرست' })
  await desk.drawUp()
  await desk.signAll()
  await desk.must({ type: 'acknowledge', voucher: '۱۲', note: 'ثبت شد' })
  return desk
}

describe('entryView', () => {
  it('says every entry of a case in both languages, and who did it', async () => {
    const entries = await (await eventful()).entries()
    expect(new Set(entries.map(({ type }) => type)).size).toBeGreaterThan(15)
    for (const entry of entries) {
      const view = entryView(entry, kerman)
      expect(view.words.fa).toMatch(/^[^A-Za-z]*[\u0600-\u06FF]/u)
      expect(view.words.fa).not.toMatch(/undefined|null|NaN|\[object/)
      expect(view.words.en).toMatch(/[A-Za-z].*\.$/u)
      expect(view.words.en).not.toMatch(/undefined|null|NaN|\[object/)
      expect(view.by.fa).not.toBe('')
      expect(view).toMatchObject({ sequence: entry.sequence, at: entry.at, digest: entry.digest })
    }
  })

  it('keeps reasons and notes apart from its own words', async () => {
    const entries = await (await eventful()).entries()
    const reasons = Object.fromEntries(
      entries.map((entry) => [entry.type, entryView(entry, kerman).reason] as const),
    )
    expect(reasons).toMatchObject({
      ProposalSubmitted: null,
      DeadlineExtended: 'تعطیلات',
      SignatoryReplaced: 'تغییر شهردار',
      ContractReturned: 'شبا نادرست',
      TermsReleased: 'بازبینی شد',
      ReceiptAcknowledged: 'ثبت شد',
    })
  })

  it('names stages and seats as the programme does, with digits of the language', async () => {
    const entries = await (await eventful()).entries()
    const opened = entries.find(({ type }) => type === 'StageOpened')
    const view = opened && entryView(opened, kerman)
    expect(view?.words.fa).toContain(kerman.stages[0]?.name.fa)
    expect(view?.words.fa).toContain('دور ۱')
    expect(view?.words.en).toContain(kerman.stages[0]?.name.en)
    expect(view?.words.en).toContain('round 1')
  })

  it('isolates what the applicant wrote', async () => {
    const [submitted] = await (await eventful()).entries()
    expect(submitted && entryView(submitted, kerman).words.en).toMatch(/\u2068.*\u2069/u)
  })

  it('has a name for each actor', () => {
    expect(actorWords({ role: 'signatory', id: 'startup' }, kerman).en).toBe("The startup's representative")
    expect(actorWords({ role: 'office', email: office }, kerman)).toEqual({ fa: office, en: office })
    expect(actorWords({ role: 'finance' }, kerman)).toEqual(kerman.finance.office.name)
  })
})
