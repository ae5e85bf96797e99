import { describe, expect, it } from 'vitest'
import { type Entry, entryTypes } from '#workflows/proposal/entries.ts'
import { isOpenInFull, isReasonTold, isTold } from '#workflows/proposal/open-to-applicant.ts'
import { CasePlay } from './case-play.ts'

const applicant = { role: 'applicant' } as const
const office = { role: 'office', email: 'office@kerman.example' } as const

describe('what is open to the applicant', () => {
  it('is of each type at least as much in the history as in the evidence', () => {
    const open = entryTypes.filter((type) => isOpenInFull({ type, actor: applicant }))
    const told = entryTypes.filter((type) => isTold({ type }))
    const withReason = entryTypes.filter((type) => isReasonTold({ type }))
    expect(withReason).toEqual(expect.arrayContaining(open))
    expect(told).toEqual(expect.arrayContaining(withReason))
    expect(open.length).toBeLessThan(told.length)
    expect(told.length).toBeLessThan(entryTypes.length)
  })

  it('is never in full what names somebody of the city as the one who did it', () => {
    expect(entryTypes.filter((type) => isOpenInFull({ type, actor: office }))).toEqual([])
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
