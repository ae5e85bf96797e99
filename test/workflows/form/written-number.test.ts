import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultWords as repairFaults } from '#functions/board/repair-texts.ts'
import { paymentFaults } from '#functions/finance/payment-texts.ts'
import { termsFault } from '#workflows/contract/terms-fault.ts'
import { fieldFault } from '#workflows/form/field-fault.ts'
import { fieldList } from '#workflows/form/fields.ts'
import { parseProposalForm } from '#workflows/form/proposal-form.ts'
import { exampleWithin, readDecimal, readWholeNumber } from '#workflows/form/written-number.ts'

describe('readWholeNumber', () => {
  it.each([
    ['۱۲۳', 123],
    ['٤٥٦', 456],
    ['1,234,567', 1_234_567],
    ['۱٬۲۳۴٬۵۶۷', 1_234_567],
    ['۱،۲۳۴', 1234],
    ['1 234 567', 1_234_567],
    ['1\u202f234', 1234],
    ['999999999999999', 999_999_999_999_999],
    ['-5', -5],
    ['1000.00', 1000],
    ['۱۰۰۰٫۰', 1000],
    ['1,000.00', 1000],
    ['1.0', 1],
    ["1'234'567", 1_234_567],
    ['\u2068۱٬۲۳۴\u2069', 1234],
    ['１，２３４', 1234],
    ['\u22125', -5],
  ])('reads %s', (text, number) => {
    expect(readWholeNumber(text)).toBe(number)
  })

  it.each([
    '',
    '1,5',
    '12,34',
    '1.5',
    '1e5',
    '0x10',
    'ده',
    '1,234,',
    '--5',
    'Infinity',
    '5 rials',
    '1.000',
    '1٫000',
    '1.000.000',
    '1000.50',
    '1,000 000',
    '0,123',
    '1234,567',
    '1,2345',
    ',123',
    '1..0',
    '1.0.0',
    '.0',
  ])('refuses %j', (text) => {
    expect(readWholeNumber(text)).toBeUndefined()
  })

  it('reads every amount in any digits, with any separator of thousands', () => {
    const digits = fc.constantFrom('0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩')
    const separator = fc.constantFrom('', ',', '٬', '،', ' ', '\u00a0')
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999_999 }), digits, separator, (amount, alphabet, mark) => {
        const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, mark)
        expect(readWholeNumber(grouped.replace(/\d/g, (digit) => alphabet.charAt(Number(digit))))).toBe(
          amount,
        )
      }),
    )
  })
})

describe('readDecimal', () => {
  it.each([
    ['12.5', 12.5],
    ['۱۲٫۵', 12.5],
    ['۱۲/۵', 12.5],
    ['٪۵', undefined],
    ['12.5 %', 12.5],
    ['۴۰٪', 40],
    ['1,5', undefined],
    ['1,200.5', 1200.5],
    ['12,34.5', undefined],
    ['1.2.3', undefined],
    ['-0.5', -0.5],
    ['\u20130.5', -0.5],
    ['１２．５％', 12.5],
    ['１２／５', 12.5],
    ['1.', undefined],
    ['', undefined],
  ])('reads %j as %s', (text, number) => {
    expect(readDecimal(text)).toBe(number)
  })
})

const spelled = (text: string, alphabet: string) =>
  text.replace(/\d/g, (digit) => alphabet.charAt(Number(digit)))

describe('one grammar', () => {
  const digits = fc.constantFrom('0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩')
  it('never reads a fraction as a larger number', () => {
    const mark = fc.constantFrom('.', '٫')
    fc.assert(
      fc.property(
        fc.nat({ max: 999_999_999 }),
        mark,
        fc.stringMatching(/^\d{1,6}$/),
        digits,
        (whole, point, fraction, alphabet) => {
          const read = readWholeNumber(spelled(`${whole}${point}${fraction}`, alphabet))
          expect(read).toBe(/^0{1,2}$/.test(fraction) ? whole : undefined)
        },
      ),
    )
  })

  it('takes separators only where thousands end, and the same one throughout', () => {
    const separated = fc
      .array(fc.stringMatching(/^\d{1,4}$/), { minLength: 2, maxLength: 5 })
      .chain((groups) =>
        fc
          .array(fc.constantFrom(',', '٬', '،', ' '), {
            minLength: groups.length - 1,
            maxLength: groups.length - 1,
          })
          .map((marks) => ({ groups, marks })),
      )
    fc.assert(
      fc.property(separated, ({ groups, marks }) => {
        const [first = '', ...rest] = groups
        const text = first + rest.map((group, index) => `${marks[index]}${group}`).join('')
        const isGrouped =
          /^[1-9]\d{0,2}$/.test(first) &&
          rest.every((group) => group.length === 3) &&
          new Set(marks).size === 1
        expect(readWholeNumber(text)).toBe(isGrouped ? Number(groups.join('')) : undefined)
      }),
    )
  })

  it('reads as a decimal whatever it reads as a whole number', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999 }), digits, (whole, alphabet) => {
        const text = spelled(whole.toLocaleString('en-US'), alphabet)
        expect(readDecimal(text)).toBe(readWholeNumber(text))
      }),
    )
  })
})

describe('the words for what is no number', () => {
  const numbers = fieldList.filter((field) => 'scale' in field)

  it.each(numbers.map((field) => [field.id, field] as const))(
    'name the limits of %s and an example that passes',
    (id, { min, max }) => {
      const { en } = fieldFault(id, 'number').message
      const [, least = '', most = '', example = ''] = /from (\S+) to (\S+), such as (\S+)\.$/.exec(en) ?? []
      expect([readDecimal(least), readDecimal(most)]).toEqual([min, max])
      const parsed = parseProposalForm({ [id]: example })
      expect(parsed.ok ? [] : parsed.faults.filter(({ field }) => field === id)).toEqual([])
    },
  )

  it('are said with their limits and an example, wherever a number is asked for', () => {
    const said = [
      paymentFaults.amount,
      repairFaults.tenderers,
      termsFault('guarantees', 'guarantee_amount', 1).message,
      termsFault('payments', 'quarter_amount', 1).message,
    ]
    for (const { en, fa } of said) {
      expect(en).toMatch(/in digits, from 1 to (?:999,999,999,999,999|10,000), such as [\d,]+\.$/)
      expect(fa).toMatch(/از ۱ تا [۰-۹٬]+، مانند [۰-۹٬]+ بنویسید\.$/)
    }
  })

  it('have an example within any bounds', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)]
        const example = exampleWithin({ min, max })
        expect(example >= min && example <= max).toBe(true)
      }),
    )
  })
})
