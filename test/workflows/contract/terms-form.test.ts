import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreedOf, termsFrom } from '#workflows/contract/terms-draft.ts'
import { readTermsForm } from '#workflows/contract/terms-form.ts'
import { joinTerms, partTerms } from '#workflows/contract/terms-parts.ts'
import { termsValues } from '#workflows/contract/terms-values.ts'
import { type Language, languages } from '#workflows/language.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { exampleTerms, programmeContract } from './example-terms.ts'

const fixed = {
  programmeContract,
  reference: 'TSV-1404-7F3K2',
  contractVersion: 1,
  email: 'ceo@salamatyar.example',
}
const terms = exampleTerms()
const full = {
  ...agreedOf(terms),
  shareFloor: 1_000_000_000,
  guarantees: [
    { kind: 'bank_guarantee' as const, amount: 2_500_000_000, issuer: 'بانک شهر', expiresOn: '2031-03-20' },
    { kind: 'promissory_note' as const, amount: 500_000_000, issuer: 'شریک' },
  ],
}

function read(changes: Readonly<Record<string, unknown>>, language: Language = 'fa') {
  return readTermsForm({ ...termsValues(full, language), ...changes })
}

function faultsOf(changes: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  const answer = read(changes)
  return answer.ok ? [] : answer.faults.map(({ field, code }) => [field, code] as const)
}

function agreed(changes: Readonly<Record<string, unknown>>) {
  const answer = read(changes)
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults))
  return answer.agreed
}

describe('the form of a contract’s terms', () => {
  it.each<Language>(languages)('reads back what it shows in %s', (language) => {
    const answer = read({}, language)
    if (!answer.ok) throw new Error(JSON.stringify(answer.faults))
    expect(digestOf(termsFrom(answer.agreed, fixed))).toBe(digestOf(termsFrom(full, fixed)))
  })

  it.each([
    ['an object for an amount', { shareFloor: {} }, 'shareFloor'],
    ['a list for an amount', { shareFloor: [5] }, 'shareFloor'],
    ['a truth for a text', { titleEn: true }, 'titleEn'],
    ['an object for a code', { legalId: { a: 1 } }, 'legalId'],
    ['an object for the payments', { payments: { '1406/1': 5 } }, 'payments'],
    ['payments within payments', { payments: [['1406/1: 5']] }, 'payments'],
    ['a text for the guarantees', { guarantees: 'a bank guarantee' }, 'guarantees'],
    ['a list within a guarantee', { guarantees: [{ kind: ['bank_guarantee'] }] }, 'guarantees'],
    ['an object for the conditions', { conditions: { 0: 'a' } }, 'conditions'],
  ])('refuses %s, and takes it for no empty answer', (_, changes, field) => {
    expect(faultsOf(changes)).toEqual([[field, 'shape']])
  })

  it('reads back payments that were agreed quarter by quarter', () => {
    const payments = [
      { due: '2026-06-21', amount: 250_000_000 },
      { due: '2027-03-20', amount: 300_000_001 },
    ]
    for (const language of languages) {
      const answer = readTermsForm(termsValues({ ...full, payments }, language))
      expect(answer).toMatchObject({ ok: true, agreed: { payments } })
    }
  })

  it('takes typed values from a program', () => {
    const answer = agreed({
      municipalShare: 10.25,
      annualRevenue: [1, 2, 3],
      durationMonths: 24,
      startsOn: '2026-03-21',
      guarantees: [{ kind: 'cheque', amount: 7, issuer: 'Partner' }],
      conditions: ['One', ' ', 'Two'],
      payments: ['1405/2: 100', 'Winter 1405: 200'],
    })
    expect(answer).toMatchObject({
      municipalSharePercent: 10.25,
      annualRevenue: [1, 2, 3],
      durationMonths: 24,
      startsOn: '2026-03-21',
      guarantees: [{ kind: 'cheque', amount: 7, issuer: 'Partner' }],
      conditions: ['One', 'Two'],
      payments: [{ amount: 100 }, { amount: 200 }],
    })
  })

  it.each([
    ['۱۴۰۸/۱۲/۲۹', undefined, ['guarantee_ends']],
    ['۱۴۰۷/۰۶/۰۱', undefined, ['guarantee_ends']],
    ['۱۴۰۷/۰۶/۰۱', 'yes', []],
    ['۱۴۱۵/۰۱/۰۱', undefined, []],
    ['', undefined, []],
  ])(
    'lets a guarantee that expires %s only end before the settlement if its extension is a term',
    (expiresOn, extended, codes) => {
      const answer = read({
        startsOn: '1407/01/01',
        durationMonths: 24,
        guarantees: [{ kind: 'cheque', amount: 7, issuer: 'Partner', expiresOn, extended }],
      })
      expect(answer.ok ? [] : answer.faults.map(({ code }) => code)).toEqual(codes)
      if (answer.ok && extended !== undefined)
        expect(answer.agreed.guarantees[0]).toMatchObject({ extended: true })
    },
  )

  it.each([
    ['of the schedule that was agreed', { payments: 'زمستان 1406: 500' }],
    ['that follows from the share', { annualRevenue: [1000, 1000, 1000] }],
  ])('lets a guarantee end no sooner than the settlement of the last instalment %s', (_, of) => {
    const ends = (expiresOn: string) =>
      read({
        startsOn: '1405/10/01',
        durationMonths: 13,
        settlementDays: 30,
        graceDays: 0,
        municipalShare: 10,
        guarantees: [{ kind: 'cheque', amount: 7, issuer: 'Partner', expiresOn }],
        ...of,
      })
    // The contract ends with Dey of 1406, its last quarter with Esfand.
    for (const day of ['1406/12/01', '1407/01/29']) {
      expect(ends(day)).toMatchObject({ ok: false, faults: [{ code: 'guarantee_ends' }] })
    }
    expect(ends('1407/01/31')).toMatchObject({ ok: true })
  })

  it('reads guarantees from columns, and passes over empty rows', () => {
    const { guarantees } = agreed({
      guaranteeKind: ['', 'cheque', ''],
      guaranteeAmount: ['', '۱۲٬۰۰۰', ''],
      guaranteeIssuer: ['', 'بانک ملی', ''],
      guaranteeExpiry: ['', '۱۴۰۹/۱۲/۲۹', ''],
    })
    expect(guarantees).toEqual([
      { kind: 'cheque', amount: 12_000, issuer: 'بانک ملی', expiresOn: '2031-03-20' },
    ])
  })

  it('cleans what nobody sees out of texts', () => {
    const { subject, conditions } = agreed({
      subject: '\u202eکلید\u0000 طرح و شرح آن\u2066',
      conditions: 'نخست\u0007\r\n\r\nدوم',
    })
    expect(subject).toBe('کلید طرح و شرح آن')
    expect(conditions).toEqual(['نخست', 'دوم'])
  })

  it.each([
    ['an IBAN whose check digits do not match', { iban: 'IR000540102680020817909002' }, 'iban', 'iban'],
    ['no IBAN', { iban: '' }, 'iban', 'required'],
    ['a legal id whose check digit does not match', { legalId: '10380284791' }, 'legalId', 'digits'],
    ['a share above the whole', { municipalShare: '100.5' }, 'municipalShare', 'max'],
    ['a share with three decimals', { municipalShare: '12.345' }, 'municipalShare', 'decimals'],
    ['an amount in words', { investment: 'زیاد' }, 'investment', 'number'],
    ['two years of revenue', { annualRevenue: ['1', '2'] }, 'annualRevenue', 'number'],
    ['a day in the middle of a month', { startsOn: '1405/01/02' }, 'startsOn', 'first_of_month'],
    ['a day that does not exist', { startsOn: '1405/13/01' }, 'startsOn', 'day'],
    ['a type that is none', { contractType: 'gift' }, 'contractType', 'option'],
    ['a line that names no quarter', { payments: 'بهار: ۱۲' }, 'payments', 'quarter'],
    [
      'a payment over the largest amount',
      { payments: 'پاییز ۱۴۰۵: 1000000000000000' },
      'payments',
      'quarter_amount',
    ],
    [
      'a guarantee of half a rial',
      { guarantees: [{ kind: 'cheque', amount: '1000.5', issuer: 'بانک ملی' }] },
      'guarantees',
      'guarantee_amount',
    ],
    ['a quarter after the end', { payments: 'بهار ۱۴۹۰: ۱۲' }, 'payments', 'quarter_outside'],
    ['a quarter twice', { payments: 'پاییز ۱۴۰۵: ۱\n1405/3: 2' }, 'payments', 'quarter_twice'],
    [
      'a guarantee without an issuer',
      { guarantees: [{ kind: 'cheque', amount: 7 }] },
      'guarantees',
      'guarantee',
    ],
    ['a condition of 1,001 characters', { conditions: 'ش'.repeat(1001) }, 'conditions', 'too_long'],
    ['31 conditions', { conditions: 'شرط\n'.repeat(31) }, 'conditions', 'too_many'],
    ['a subject of 4,001 characters', { subject: 'م'.repeat(4001) }, 'subject', 'too_long'],
    ['no duration', { durationMonths: '' }, 'durationMonths', 'required'],
  ] as const)('refuses %s and says so in both languages', (_, changes, field, code) => {
    const answer = read(changes)
    if (answer.ok) throw new Error('It was taken')
    const [fault, ...others] = answer.faults
    expect(others).toEqual([])
    expect(fault).toMatchObject({ field, code })
    expect(fault?.message.fa).toMatch(/[\u0600-\u06FF]/)
    expect(fault?.message.en).not.toMatch(/[\u0600-\u06FF]/)
  })

  it('names every fault at once, in the order of the fields', () => {
    expect(faultsOf({ title: '', iban: '', durationMonths: '0' })).toEqual([
      ['title', 'required'],
      ['durationMonths', 'min'],
      ['iban', 'required'],
    ])
  })

  it('answers whatever is sent, and what it takes always makes terms', () => {
    const ids = Object.keys(termsValues(full, 'fa'))
    fc.assert(
      fc.property(fc.constantFrom(...ids, 'guarantees'), fc.anything(), (id, value) => {
        const answer = read({ [id]: value })
        if (answer.ok) expect(termsFrom(answer.agreed, fixed).reference).toBe(fixed.reference)
        else expect(answer.faults.length).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('terms in the ledger', () => {
  it('keep who signs for the startup beside the hashed part, and a team’s name too', () => {
    const { open, personal } = partTerms(terms)
    expect(JSON.stringify(open)).not.toContain(terms.parties.startup.email)
    expect(JSON.stringify(open)).not.toContain(terms.parties.startup.representative)
    expect(JSON.stringify(open)).toContain(terms.parties.startup.name)
    expect(joinTerms(open, personal)).toEqual(terms)
    const team = exampleTerms({ legalId: undefined, orgName: 'تیم سلامت' })
    const parted = partTerms(team)
    expect(JSON.stringify(parted.open)).not.toContain('تیم سلامت')
    expect(joinTerms(parted.open, parted.personal)).toEqual(team)
  })
})
