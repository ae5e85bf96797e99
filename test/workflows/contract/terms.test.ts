import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoOf, jalaliOf } from '#workflows/contract/jalali.ts'
import { termsOf } from '#workflows/contract/terms-draft.ts'
import { ContractTerms } from '#workflows/contract/terms.ts'
import { exampleInput, exampleTerms, programmeContract } from './example-terms.ts'

describe('the terms of an approved proposal', () => {
  it('carry over what the form and the programme say', () => {
    expect(exampleTerms()).toMatchObject({
      number: 'KRM-1404-7F3K2-1',
      reference: 'TSV-1404-7F3K2',
      contractType: 'revenue_share',
      parties: {
        city: { name: { fa: 'شهرداری کرمان' }, nationalId: '14000990147' },
        startup: { legalId: '10380284790', representative: 'زهرا کرمانی' },
      },
      municipalSharePercent: 12.5,
      settlement: { days: 15, graceDays: 30, latePenaltyPercent: 0.5 },
      conditions: ['ارائهٔ مجوز وزارت بهداشت پیش از شروع کار'],
    })
  })

  it('number a contract that finance returned anew', () => {
    expect(exampleTerms({}, { contractVersion: 3 }).number).toBe('KRM-1404-7F3K2-3')
  })

  it('start with a Jalali month, ten days or more after drawing up', () => {
    expect(exampleTerms().startsOn).toBe(isoOf({ year: 1404, month: 9, day: 1 }))
    expect(exampleTerms({}, { now: '2025-11-13T10:00:00Z' }).startsOn).toBe(
      isoOf({ year: 1404, month: 10, day: 1 }),
    )
  })

  it('start on the very tenth day when a month begins then, by the clock of Tehran', () => {
    expect(exampleTerms({}, { now: '2025-11-12T20:29:59Z' }).startsOn).toBe('2025-11-22')
    expect(exampleTerms({}, { now: '2025-11-12T20:30:00Z' }).startsOn).toBe('2025-12-22')
  })

  it('run whole months, the last day included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 360 }),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        (durationMonths, now) => {
          const terms = exampleTerms({ durationMonths }, { now: now.toISOString() })
          const start = jalaliOf(terms.startsOn)
          const dayAfter = jalaliOf(
            new Date(Date.parse(terms.endsOn) + 86_400_000).toISOString().slice(0, 10),
          )
          expect([start.day, dayAfter.day]).toEqual([1, 1])
          expect((dayAfter.year - start.year) * 12 + dayAfter.month - start.month).toBe(durationMonths)
          expect(Date.parse(terms.startsOn) - now.getTime()).toBeGreaterThan(9 * 86_400_000)
        },
      ),
    )
  })

  it('name a team without a legal id', () => {
    const { startup } = exampleTerms({ legalId: undefined }).parties
    expect(startup).not.toHaveProperty('legalId')
  })

  it.each([undefined, '', ' '])('repeat the Persian title when the English one is %j', (titleEn) => {
    const { title } = exampleTerms({ titleEn })
    expect(title.en).toBe(title.fa)
  })

  it('are the same whenever they are derived from the same input', () => {
    expect(termsOf(exampleInput())).toEqual(termsOf(exampleInput()))
  })

  it('survive a journey through JSON', () => {
    const terms = exampleTerms()
    expect(ContractTerms.parse(JSON.parse(JSON.stringify(terms)))).toEqual(terms)
  })

  it.each([
    ['an account with wrong check digits', { iban: 'IR830540102680020817909002' }],
    ['an account of another country', { iban: 'DE89370400440532013000' }],
  ])('refuse %s', (_, change) => {
    const input = exampleInput({}, { programmeContract: { ...programmeContract, ...change } })
    expect(() => termsOf(input)).toThrow('IBAN')
  })

  it('refuse a share with more than two decimals', () => {
    expect(() => exampleTerms({ municipalShare: 12.345 })).toThrow('two decimals')
  })

  it('refuse an estimate of fewer than three years', () => {
    expect(() => exampleTerms({ annualRevenue: [1, 2] })).toThrow('annualRevenue')
  })
})
