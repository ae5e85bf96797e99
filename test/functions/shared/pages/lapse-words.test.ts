import { describe, expect, it } from 'vitest'
import { caseFileJson, toldFile } from '#functions/shared/case-file.ts'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import { caseFileView } from '#functions/shared/pages/case-file-view.ts'
import { lapseWords } from '#functions/shared/pages/lapse-words.ts'
import { entryView } from '#functions/shared/pages/ledger-view.ts'
import { roundCause } from '#functions/shared/pages/round-cause.ts'
import { applicant, CasePlay, documents, kerman } from '#test/workflows/proposal/case-play.ts'
import { DAY } from '#workflows/programme/duration.ts'

const lapsing = {
  ...kerman,
  stages: kerman.stages.map((stage) => ({ ...stage, onDeadline: 'lapse' as const })),
}

/** A case whose second stage was answered by so many of its seats when its time ran out. */
function lapsedInReview(answers: number): CasePlay {
  const play = new CasePlay(lapsing).begin().approveStage().must({ type: 'open-stage' }).declareAll()
  for (let seat = 0; seat < answers; seat += 1) play.must(play.answer(seat, 'approve'))
  return play.pass(90 * DAY).must({ type: 'expire' })
}

function lapsedInRevision(): CasePlay {
  const play = new CasePlay().begin().declareAll()
  play.must(play.answer(0, 'request-changes'))
  return play.pass(90 * DAY).must({ type: 'expire' })
}

const wordsOf = (play: CasePlay) => lapseWords(play.as('closed'), play.programme)

function mailOf(play: CasePlay, message: 'lapsed' | 'case-lapsed') {
  const entry = play.entries.at(-1)
  if (entry === undefined) throw new Error('There is an entry')
  const { entries, programme, now } = play
  const to = { to: 'a@b.example', recipient: 'A', language: 'en', link: null } as const
  return composeMail({ message, ...to, state: play.as('closed'), entry, entries, programme, now }).text
}

describe('the words of a case that lapsed', () => {
  it.each([0, 1])('name the stage that was silent and its counts, where %i had answered', (answers) => {
    const play = lapsedInReview(answers)
    const round = play.as('closed').closedStages.at(-1)
    const { seats = [], stage = '' } = round ?? {}
    const { en } = wordsOf(play)
    const name = kerman.stages.find(({ id }) => id === stage)?.name.en
    expect(en).toContain(`“${name}”`)
    expect(en).toContain(`${answers} of its ${seats.length} reviewers had answered`)
    for (const message of ['lapsed', 'case-lapsed'] as const) {
      const text = mailOf(play, message).replaceAll(/\s+/g, ' ')
      expect(text).toContain(`${answers} of its ${seats.length} reviewers had answered`)
      expect(text).not.toContain('No answer came')
    }
    const { entries, programme } = play
    const state = play.as('closed')
    const file = toldFile({ state, entries, programme, revisions: [] }, { place: 'office' })
    expect(caseFileJson(file)).toMatchObject({ rounds: [{}, { outcome: 'lapsed', cause: wordsOf(play) }] })
    const page = file === null ? '' : caseFileView({ file, programme, language: 'fa' }).toString()
    expect(page).toContain(wordsOf(play).fa)
    const lapse = entries.at(-1)
    expect(lapse && entryView(lapse, programme, state).words.en).toContain(wordsOf(play).en)
    expect(roundCause({ stage, round: 1 }, { state, entries, programme })).toEqual({
      because: null,
      words: wordsOf(play),
    })
  })

  it('say that the revision did not come, where that lapsed', () => {
    const play = lapsedInRevision()
    expect(wordsOf(play).en).toBe('The revised proposal did not come by the deadline.')
    expect(mailOf(play, 'lapsed')).toContain('The revised proposal did not come by the deadline.')
  })

  it('say that the address was not confirmed, where nothing began', () => {
    const play = new CasePlay()
    play.must({
      type: 'submit',
      reference: 'TSV-1405-7F3K2',
      language: 'fa',
      documents: documents(1),
      applicant,
    })
    play.pass(90 * DAY).must({ type: 'expire' })
    expect(wordsOf(play).en).toBe('The email address was not confirmed by the deadline.')
  })
})
