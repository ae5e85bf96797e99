import { describe, expect, it } from 'vitest'
import { type ToldFile, toldFile } from '#functions/shared/case-file.ts'
import { caseFileView } from '#functions/shared/pages/case-file-view.ts'
import { personAt, smallCity } from '#test/city/small-city.ts'
import { CasePlay } from './case-play.ts'

const officer = 'officer@city.example'
const colleague = 'colleague@city.example'
const expert = personAt('expert@elsewhere.example')
const named = (email: string) => ({ name: { fa: email, en: email } })
const reason = 'Nobody else knows this field'

function fileOf({ entries, state, programme }: CasePlay): ToldFile {
  const file = toldFile(
    { state: state ?? { closedStages: [] }, entries, programme, revisions: [] },
    { place: 'office' },
  )
  if (file === null) throw new Error('The office has no file')
  return file
}

const shown = (play: CasePlay): string =>
  String(caseFileView({ file: fileOf(play), programme: play.programme, language: 'en' }))

/** The officer proposes the expert for a place; what the proposal is known by. */
function propose(play: CasePlay, target: { seat: string } | { signatory: string }): number {
  play.must({ type: 'reassign', by: officer, target, to: expert, reason })
  return play.entries.at(-1)?.sequence ?? 0
}

describe('somebody from outside, in the case file', () => {
  it('is proposed for a seat by somebody and for a reason, and may be declined for another', () => {
    const play = new CasePlay(smallCity()).begin()
    const proposal = propose(play, { seat: 'seat-0' })
    const wish = { seat: 'seat-0', to: named(expert.email), by: named(officer), reason, declined: null }
    expect(fileOf(play).rounds.at(-1)).toMatchObject({ proposals: [wish], changes: [] })
    play.must({ type: 'decline-holder', by: colleague, proposal, reason: 'Too busy' })
    const declined = { by: named(colleague), reason: 'Too busy' }
    expect(fileOf(play).rounds.at(-1)).toMatchObject({ proposals: [{ ...wish, declined }], changes: [] })
    for (const told of [
      'Proposed from outside',
      expert.email,
      officer,
      reason,
      'Declined',
      colleague,
      'Too busy',
    ])
      expect(shown(play)).toContain(told)
  })

  it('has the seat by the word of two members, and the change names both and why', () => {
    const play = new CasePlay(smallCity()).begin()
    play.must({ type: 'agree-holder', by: colleague, proposal: propose(play, { seat: 'seat-0' }) })
    expect(fileOf(play).rounds.at(-1)).toMatchObject({
      proposals: [],
      changes: [
        {
          seat: 'seat-0',
          from: named('first@city.example'),
          to: named(expert.email),
          by: named(colleague),
          proposedBy: named(officer),
          reason,
        },
      ],
    })
    for (const told of [officer, colleague, expert.email, reason, 'proposed by'])
      expect(shown(play)).toContain(told)
  })

  it('is told of a signature likewise', () => {
    const play = new CasePlay(smallCity()).begin().approveStage().drawUp()
    const target = { signatory: 'place-0' }
    const proposal = propose(play, target)
    play.must({ type: 'decline-holder', by: officer, proposal, reason: 'On second thoughts' })
    play.must({ type: 'agree-holder', by: colleague, proposal: propose(play, target) })
    const told = fileOf(play).papers.filter(({ signatory }) => signatory === 'place-0')
    expect(told).toMatchObject([
      { what: 'HolderProposed', change: { to: named(expert.email) }, by: named(officer), reason },
      { what: 'HolderDeclined', change: { to: named(expert.email) }, reason: 'On second thoughts' },
      { what: 'HolderProposed' },
      { what: 'SignatoryReplaced', by: named(colleague), proposedBy: named(officer), reason },
    ])
    expect(shown(play)).toContain('Proposal declined')
  })
})
