import { describe, expect, it } from 'vitest'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import { personAt, smallCity, stageWith } from '#test/city/small-city.ts'
import { applicant, CasePlay, documents, reference } from '#test/workflows/proposal/case-play.ts'

const unwelcome = personAt('strict@city.example', { mobile: '09131234567' })

describe('the mail of an empty place', () => {
  it.each(['any', 'all'] as const)(
    'says whom the proposal names as its own side, since anybody may type the number: quorum %s',
    (kind) => {
      const programme = smallCity({
        stages: [stageWith('review', [[unwelcome], ['second@city.example']], { quorum: { kind } })],
      })
      const play = new CasePlay(programme).must(
        {
          type: 'submit',
          reference,
          language: 'fa',
          documents: documents(1),
          applicant: { ...applicant, mobile: '09131234567' },
        },
        { type: 'confirm' },
        { type: 'open-stage' },
      )
      const entry = play.entries.at(-1)
      if (entry === undefined || play.state === null) throw new Error('The stage opened')
      expect(entry.effects?.at(-1)).toContain(kind === 'any' ? 'places-empty' : 'quorum-endangered')
      const { text } = composeMail({
        message: kind === 'any' ? 'places-empty' : 'quorum-endangered',
        to: 'office@city.example',
        recipient: 'Office',
        language: 'en',
        link: null,
        state: play.state,
        entry,
        entries: play.entries,
        programme,
        now: play.now,
      })
      expect(text).toMatch(/nobody holds this place; the proposal names the address, mobile number/)
      expect(text).toContain('strict')
    },
  )
})
