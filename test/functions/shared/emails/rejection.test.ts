import { describe, expect, it } from 'vitest'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** The mail of a rejection for a reason of the list. */
function rejectedFor(reasonCode: string, language: 'fa' | 'en', changes?: Programme): string {
  const play = new CasePlay()
  const { programme } = play.begin().declareAll()
  const { stage, seat, email } = play.seat(0)
  const { documentsDigest } = play.as('in-review')
  const reason = 'It does not fit'
  play.must({
    type: 'decide-review',
    stage,
    seat,
    email,
    decision: 'reject',
    reason,
    reasonCode,
    scores: {},
    documentsDigest,
  })
  const { state, entries, now } = play
  const entry = entries.at(-1)
  if (state === null || entry === undefined) throw new Error('Nothing was recorded')
  const mail = composeMail({
    message: 'rejected',
    to: 'someone@kerman.example',
    recipient: 'Sara Karimi',
    language,
    link: null,
    state,
    entry,
    entries,
    programme: changes ?? programme,
    now,
  })
  return mail.text
}

const { forApplicants: _none, ...silent } = new CasePlay().programme

describe('the mail of a rejection', () => {
  it('tells the coded reason with the programme’s words for applicants, and why the stage ended so', () => {
    const text = rejectedFor('REJ_NOREV', 'en')
    expect(text).toContain('No sustainable revenue')
    expect(text).toContain('A new proposal should show where revenue comes from')
    expect(text).toContain('The stage’s one seat rejected it.')
    expect(text).toContain('You are welcome to send a new proposal')
    expect(rejectedFor('REJ_NOREV', 'fa')).toContain('نبود درآمد پایدار')
  })

  it('invites no new proposal of what has to go to a public call, and says what the way is', () => {
    for (const text of [rejectedFor('TENDER', 'en'), rejectedFor('TENDER', 'en', silent)]) {
      expect(text).toContain('A public call or auction is required')
      expect(text).toContain('to take part in it')
      expect(text).not.toContain('welcome to send a new proposal')
    }
    expect(rejectedFor('TENDER', 'fa')).not.toContain('طرح تازه‌ای بفرستید')
  })
})
