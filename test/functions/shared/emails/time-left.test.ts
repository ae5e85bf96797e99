import { describe, expect, it } from 'vitest'
import { timeLeft } from '#functions/shared/emails/time-left.ts'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const inReview = new CasePlay().begin().as('in-review')
/** Wednesday, 16:00 in Tehran; Thursday and Friday are the weekend. */
const deadline = { ...inReview.deadline, at: '2026-12-02T12:30:00.000Z' }
const state: ProposalState = { ...inReview, deadline }

function left(
  now: string,
  language: 'fa' | 'en' = 'en',
  of: ProposalState = state,
  asked = true,
): string | null {
  return timeLeft(of, { now: new Date(now), programme: kerman, language, asked })
}

describe('the time that is left', () => {
  it('is told in working days where the deadline was given in them, weekends left out', () => {
    expect(left('2026-11-30T06:00:00.000Z')).toBe('2 working days left')
    expect(left('2026-11-25T06:00:00.000Z')).toBe('5 working days left')
    expect(left('2026-11-25T06:00:00.000Z', 'fa')).toBe('۵ روز کاری مانده')
  })

  it('is told by the hour today and tomorrow, by the days of the place and not of the machine', () => {
    expect(left('2026-12-02T06:00:00.000Z')).toBe('today by 16:00')
    expect(left('2026-12-01T20:29:00.000Z', 'fa')).toBe('فردا تا ساعت ۱۶:۰۰')
    expect(left('2026-12-01T20:31:00.000Z', 'fa')).toBe('امروز تا ساعت ۱۶:۰۰')
  })

  it('is told to its last day where it ends with a day, which counts as one', () => {
    // The end of Wednesday 2 December.
    const of: ProposalState = { ...inReview, deadline: { ...deadline, at: '2026-12-02T20:30:00.000Z' } }
    expect(left('2026-11-26T06:00:00.000Z', 'en', of)).toBe('5 working days left')
    expect(left('2026-11-30T06:00:00.000Z', 'fa', of)).toBe('۲ روز کاری مانده')
    expect(left('2026-12-01T06:00:00.000Z', 'en', of)).toBe('1 working day left: tomorrow is the last day')
    expect(left('2026-12-01T06:00:00.000Z', 'fa', of)).toBe('۱ روز کاری مانده؛ فردا آخرین روز است')
    expect(left('2026-12-02T20:29:59.999Z', 'en', of)).toBe('today is the last day')
    expect(left('2026-12-02T06:00:00.000Z', 'fa', of)).toBe('امروز آخرین روز است')
    expect(left('2026-12-02T20:30:00.000Z', 'en', of)).toBe('The day has passed, your answer still counts')
  })

  it('is told in days where the deadline was given so', () => {
    const unconfirmed = new CasePlay().must({
      type: 'submit',
      reference: state.reference,
      language: 'fa',
      documents: {
        documentsDigest: '0'.repeat(64),
        title: 'Health',
        sector: 'health',
        contractType: 'bot',
        expectedRevenue: 1,
      },
      applicant: { name: 'Sara', organisation: 'Salamat', email: 'sara@startup.example' },
    })
    const of = { ...unconfirmed.as('unconfirmed'), deadline }
    expect(left('2026-11-25T06:00:00.000Z', 'en', of)).toBe(
      'calendar' in kerman.confirmWithin ? '7 days left' : '5 working days left',
    )
  })

  it('is over in words once it is, and an answer that is asked counts as long as silence has ended nothing', () => {
    expect(left(deadline.at)).toBe('The hour has passed, your answer still counts')
    expect(left(deadline.at, 'fa')).toBe('ساعت مهلت گذشته است؛ پاسخ شما همچنان به شمار می‌آید')
    expect(left(deadline.at, 'en', state, false)).toBe('The hour has passed')
    expect(left(deadline.at, 'fa', state, false)).toBe('ساعت مهلت گذشته است')
    const revising = new CasePlay().begin().declareAll()
    const { state: lapsing } = revising.must(revising.answer(0, 'request-changes'))
    if (lapsing === null || !('deadline' in lapsing)) throw new Error('A revision is due')
    expect(left(lapsing.deadline.at, 'en', lapsing)).toBe('The day has passed')
  })

  it('is not told where nothing is due', () => {
    const { deadline: _, ...rest } = {
      ...inReview,
      status: 'between-stages' as const,
      owedSince: null,
      late: false,
    }
    expect(left('2026-11-25T06:00:00.000Z', 'en', rest)).toBeNull()
  })
})
