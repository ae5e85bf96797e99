import { describe, expect, it } from 'vitest'
import { type Entry, entryTypes } from '#workflows/proposal/entries.ts'
import { isOpenInFull, isReasonTold, isTold } from '#workflows/proposal/open-to-applicant.ts'
import { CasePlay } from './case-play.ts'

const applicant = { role: 'applicant' } as const
const office = { role: 'office', email: 'office@kerman.example' } as const

describe('what is open to the applicant', () => {
  it('is of each type at least as much in the history as in the evidence', () => {
    for (const type of entryTypes) {
      if (isOpenInFull({ type, actor: applicant })) expect(isReasonTold({ type }), type).toBe(true)
      if (isReasonTold({ type })) expect(isTold({ type }), type).toBe(true)
    }
  })

  it('is never in full what names somebody of the city as the one who did it', () => {
    for (const type of entryTypes) expect(isOpenInFull({ type, actor: office }), type).toBe(false)
  })

  it('names no address of a person in any entry of a case that is open in full', () => {
    const play = new CasePlay().begin().askForChanges()
    play.must({ type: 'close', by: office.email, reason: 'Not pursued' })
    const long = new CasePlay().toFinance().must({ type: 'return', reason: 'The account is wrong' })
    const open = ([...play.entries, ...long.entries] as Entry[]).filter(isOpenInFull)
    expect(open.length).toBeGreaterThan(8)
    const said = open.map(({ personal: _own, ...entry }) => JSON.stringify(entry))
    expect(said.filter((entry) => entry.includes('@'))).toEqual([])
  })
})
