import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field } from '#workflows/form/field.ts'
import { fieldList } from '#workflows/form/fields.ts'
import { parseProposalForm, proposalForm } from '#workflows/form/proposal-form.ts'
import { formInput } from '#workflows/form/read-answers.ts'
import { validForm } from './valid-form.ts'

const codesOf = (input: unknown): string[] => {
  const result = parseProposalForm(input)
  return result.ok ? [] : result.faults.map(({ field, code }) => `${field} ${code}`)
}

const changed = (changes: Record<string, unknown>) => codesOf({ ...validForm, ...changes })

const persian = (text: string): string => text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))

const pairsOf = (name: string, value: unknown): [string, string][] => {
  if (Array.isArray(value)) return value.map((item) => [name, String(item)])
  return [[name, value === true ? 'on' : String(value)]]
}

/** The same answers as a browser sends them. */
const encoded = new URLSearchParams(
  Object.entries(validForm).flatMap(([name, value]) => pairsOf(name, value)),
)

describe('parseProposalForm', () => {
  it('accepts a good proposal and gives it back as it is', () => {
    expect(parseProposalForm(validForm)).toEqual({ ok: true, form: validForm, warnings: [] })
  })

  it('reads a decoded form as it reads JSON', () => {
    expect(parseProposalForm(formInput(encoded))).toEqual({ ok: true, form: validForm, warnings: [] })
  })

  it('reads a form written throughout in Persian digits as it reads one in ASCII', () => {
    const inPersian = Array.from(encoded, ([name, value]): [string, string] => [
      name,
      name === 'files' || name === 'titleEn' ? value : persian(value),
    ])
    expect(parseProposalForm(formInput(inPersian))).toEqual({ ok: true, form: validForm, warnings: [] })
  })

  it.each([
    ['repeated names', { annualRevenue: ['۱', '۲', '۳'] }],
    ['names with an index', { 'annualRevenue[0]': '1', 'annualRevenue[1]': '2', 'annualRevenue[2]': '3' }],
    ['names with brackets', { 'annualRevenue[]': ['1', '2', '3'] }],
  ])('takes the three years from %s', (_, years) => {
    const { annualRevenue, ...rest } = validForm
    const result = parseProposalForm({ ...rest, ...years })
    expect(annualRevenue).toHaveLength(3)
    expect(result.ok && result.form.annualRevenue).toEqual([1, 2, 3])
  })

  it.each([true, 'on', 'true', '1', 1])('takes %j for consent', (consent) => {
    expect(changed({ consent })).toEqual([])
  })

  it.each([false, 'off', 'false', '0', 0, '', null, undefined, {}, [], ['on']])(
    'does not take %j for consent',
    (consent) => {
      expect(changed({ consent })).toEqual(['consent consent'])
    },
  )

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a company without its legal id', { legalId: undefined }, ['legalId required']],
    [
      'a company without its legal id among others',
      { title: '', legalId: undefined, orgName: '' },
      ['orgName required', 'legalId required', 'title required'],
    ],
    ['a legal id whose check digit is wrong', { legalId: '10380284791' }, ['legalId check_digit']],
    ['a legal id that is too long', { legalId: '103802847900' }, ['legalId digits']],
    [
      'a national code whose check digit is wrong',
      { nationalCode: '0013542418' },
      ['nationalCode check_digit'],
    ],
    ['a national code of one digit repeated', { nationalCode: '1111111111' }, ['nationalCode check_digit']],
    ['a national code that lost its zeros', { nationalCode: '13542419' }, ['nationalCode digits']],
    ['a national code that is a number', { nationalCode: 13542419 }, ['nationalCode type']],
    ['a landline', { mobile: '03432233445' }, ['mobile mobile']],
    ['two addresses', { email: 'a@b.ir, c@d.ir' }, ['email email']],
    ['an address with a header', { email: 'a@b.ir\r\nBcc: c@d.ir' }, ['email email']],
    ['an unknown sector', { category: 'ufology' }, ['category option']],
    ['a property of every object as a sector', { category: 'constructor' }, ['category option']],
    ['a share with three decimals', { municipalShare: 12.345 }, ['municipalShare scale']],
    ['a share in words', { municipalShare: 'ده درصد' }, ['municipalShare number']],
    ['a part of a rial', { capex: 1.5 }, ['capex whole']],
    ['an amount in words', { capex: 'صد میلیارد' }, ['capex number']],
    ['an amount that is a list', { capex: [1] }, ['capex number']],
    ['two years', { annualRevenue: [1, 2] }, ['annualRevenue count']],
    ['four years', { annualRevenue: [1, 2, 3, 4] }, ['annualRevenue count']],
    ['a year left empty', { annualRevenue: ['1', '', '3'] }, ['annualRevenue number']],
    ['three years left empty', { annualRevenue: ['', '', ''] }, ['annualRevenue required']],
    ['years as an object', { annualRevenue: { 0: 1 } }, ['annualRevenue count']],
    ['no attachment', { files: [] }, ['files required']],
    ['empty inputs for attachments', { files: ['', ''] }, ['files required']],
    ['an attachment that is a path', { files: ['../../../../etc/passwd1'] }, ['files file']],
    ['an attachment that is no text', { files: [{}] }, ['files type']],
    ['a title that is a list', { title: ['پایش سلامت در محله‌ها'] }, ['title type']],
    ['a title that is an object', { title: { toString: 1 } }, ['title type']],
    ['a title of spaces and ZWNJ marks', { title: ' \u200c\u00a0'.repeat(30) }, ['title required']],
  ])('names %s', (_, changes, codes) => {
    expect(changed(changes).sort()).toEqual(codes.sort())
  })

  it('asks no legal id of a team', () => {
    expect(changed({ applicantType: 'team', legalId: undefined })).toEqual([])
    expect(changed({ applicantType: 'team', legalId: '' })).toEqual([])
  })

  it('warns of an unusual postal code and takes it all the same', () => {
    const result = parseProposalForm({ ...validForm, postalCode: '۱۲۳' })
    expect(result.ok && result.form.postalCode).toBe('123')
    expect(result.ok && result.warnings.map(({ field, code }) => [field, code])).toEqual([
      ['postalCode', 'postal_code'],
    ])
    expect(changed({ postalCode: '1'.repeat(21) })).toEqual(['postalCode too_long'])
  })

  it('counts an attachment that is named twice once', () => {
    const [first = ''] = validForm.files
    const result = parseProposalForm({ ...validForm, files: [first, first] })
    expect(result.ok && result.form.files).toEqual([first])
  })

  it('notices a sixth attachment, however the names are written', () => {
    const ids = Array.from({ length: 6 }, (_, index) => `${index}`.repeat(22))
    const { files, ...rest } = validForm
    expect(files).toHaveLength(2)
    expect(codesOf({ ...rest, files: ids })).toEqual(['files too_many'])
    expect(
      codesOf({ ...rest, ...Object.fromEntries(ids.map((id, index) => [`files[${index}]`, id])) }),
    ).toEqual(['files too_many'])
  })

  it('passes over what is no field, and takes nothing from a prototype', () => {
    const hostile: unknown = JSON.parse(
      JSON.stringify(validForm).replace(/}$/, ',"__proto__":{"admin":true},"constructor":1,"role":"mayor"}'),
    )
    expect(parseProposalForm(hostile)).toEqual({ ok: true, form: validForm, warnings: [] })
    expect(Object.keys({})).toEqual([])
    expect('admin' in {}).toBe(false)
    expect(codesOf(Object.create(validForm))).toHaveLength(22)
  })

  it('names every required field when nothing is answered', () => {
    const required = fieldList.filter((field) => field.required).map(({ id }) => id)
    for (const nothing of [{}, null, undefined, [], 'x', 7]) {
      const result = parseProposalForm(nothing)
      expect(result.ok ? [] : result.faults.map(({ field }) => field)).toEqual(required)
    }
  })

  it('says every fault in both languages, with the label of the field and the digits of the language', () => {
    const result = parseProposalForm({ ...validForm, title: 'کوتاه' })
    expect(result).toEqual({
      ok: false,
      faults: [
        {
          field: 'title',
          code: 'too_short',
          message: {
            fa: '«عنوان طرح» دست‌کم ۱۰ نویسه لازم دارد؛ اکنون ۵ نویسه است.',
            en: '“Project title” needs at least 10 characters; it has 5 so far.',
          },
        },
      ],
    })
  })

  it('names the year that is wrong', () => {
    const result = parseProposalForm({ ...validForm, annualRevenue: [1, -1, 3] })
    expect(result.ok ? '' : result.faults[0]?.message.en).toContain('(year 2) must not be less than 0')
  })
})

describe('an answer that may stay empty', () => {
  it.each(['\ufe0f'.repeat(5), '\u0301'.repeat(5), '\u{e0100}\u200d', '... — !', 'ـــ', '\u3164\u0301'])(
    'is refused where it is there and says nothing: %j',
    (titleEn) => {
      const result = parseProposalForm({ ...validForm, titleEn })
      expect(result.ok ? [] : result.faults).toMatchObject([{ field: 'titleEn', code: 'blank' }])
    },
  )

  it.each(['', '\u200f\u200f', '\u3164 \u2800', '\u00ad\u{e0041}'])('is none in %j', (titleEn) => {
    const result = parseProposalForm({ ...validForm, titleEn })
    expect(result.ok && result.form.titleEn).toBeUndefined()
  })
})

describe('letters that no contract can print', () => {
  it.each(['orgName', 'contactName', 'title', 'titleEn', 'solution', 'municipalAsk'] as const)(
    'are refused in %s, and named',
    (id) => {
      const answer = `${'م'.repeat(199)} 李明 🎉`
      const long = id === 'solution' || id === 'municipalAsk'
      const text = long ? answer : '李明 و همکاران 🎉'
      const result = parseProposalForm({ ...validForm, [id]: text })
      if (result.ok) throw new Error('It was taken')
      expect(result.faults).toMatchObject([{ field: id, code: 'unprintable' }])
      expect(result.faults[0]?.message.fa).toContain('李 明 🎉')
      expect(result.faults[0]?.message.en).toContain('李 明 🎉')
    },
  )

  it.each(['problem', 'revenueModel', 'risks'] as const)('are taken in %s, which no contract has', (id) => {
    expect(changed({ [id]: `${'م'.repeat(200)} 李 🎉` })).toEqual([])
  })

  it('are taken where the fonts have them', () => {
    const contactName = 'Nguyễn Thị Ánh Tuyết'
    expect(changed({ contactName, solution: `${'م'.repeat(200)} CO₂ → • ▪ ✓ Ω Ж ≤ \uf0b7` })).toEqual([])
  })

  it('are told together with whatever else is wrong', () => {
    expect(changed({ contactName: '李明', mobile: '1' })).toEqual([
      'contactName unprintable',
      'mobile mobile',
    ])
  })

  it('do not keep a proposal of an earlier release from being read', () => {
    const stored = { ...validForm, contactName: '李\ufffd', title: 'طرح 🎉 شهر هوشمند' }
    expect(proposalForm().parse(stored)).toEqual(stored)
  })
})

/** Answers at a limit of the field, and just over it, with the code of the refusal. */
const limitsOf = (field: Field): [answer: unknown, code: string | undefined][] => {
  switch (field.kind) {
    case 'text':
    case 'textarea':
      return [
        ['ب'.repeat(field.max), undefined],
        ['𝔸'.repeat(field.max), undefined],
        ['ب'.repeat(field.max + 1), 'too_long'],
        ...(field.min > 1
          ? ([
              ['ب'.repeat(field.min), undefined],
              ['ب'.repeat(field.min - 1), 'too_short'],
              [`${'ب'.repeat(field.min - 1)}\u202e   `, 'too_short'],
            ] satisfies [string, string | undefined][])
          : []),
      ]
    case 'int':
    case 'money':
    case 'decimal':
      return [
        [field.min, undefined],
        [field.max, undefined],
        [persian(String(field.max)), undefined],
        [field.min - 1, 'min'],
        [field.max + 1, 'max'],
        [persian(String(field.max + 1)), 'max'],
      ]
    case 'money-list':
      return [
        [[field.min, field.min, field.min], undefined],
        [[field.max, field.max, field.max], undefined],
        [[field.max, field.max, field.max + 1], 'max'],
        [[field.min - 1, field.min, field.min], 'min'],
      ]
    case 'files':
      return [
        [[`${'a'.repeat(21)}0`], undefined],
        [Array.from({ length: field.maxCount }, (_, index) => `${'a'.repeat(21)}${index}`), undefined],
        [Array.from({ length: field.maxCount + 1 }, (_, index) => `${'a'.repeat(21)}${index}`), 'too_many'],
        [['a'.repeat(21)], 'file'],
        [['a'.repeat(23)], 'file'],
      ]
    case 'email':
      return [
        [`${'a'.repeat(64)}@${`${'d'.repeat(61)}.`.repeat(2)}${'e'.repeat(62)}.ir`, undefined],
        [`${'a'.repeat(64)}@${`${'d'.repeat(61)}.`.repeat(2)}${'e'.repeat(63)}.ir`, 'email'],
      ]
    case 'select':
    case 'radio':
      return [
        ...field.options.map(({ value }): [string, undefined] => [value, undefined]),
        ['none of these', 'option'],
      ]
    case 'tel':
      return [
        ['09000000000', undefined],
        ['0900000000', 'mobile'],
        ['090000000000', 'mobile'],
      ]
    case 'digits':
      return field.id === 'postalCode'
        ? [['1'.repeat(20), undefined]]
        : [['1'.repeat(field.length + 1), 'digits']]
    case 'checkbox':
      return [[true, undefined]]
  }
}

describe('the limits of the fields', () => {
  const cases = fieldList.flatMap((field) =>
    limitsOf(field).map(([answer, code]) => ({ id: field.id, answer, code })),
  )

  it('are all looked at', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(fieldList.length)
  })

  it.each(cases)('hold for $id: $code', ({ id, answer, code }) => {
    expect(changed({ [id]: answer })).toEqual(code === undefined ? [] : [`${id} ${code}`])
  })
})

describe('whatever is submitted', () => {
  const id = fc.constantFrom(...fieldList.map((field) => field.id))

  it('never throws, and an accepted form is accepted again unchanged', () => {
    const answers = fc.dictionary(fc.oneof(id, fc.string()), fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(answers, (changes) => {
        const result = parseProposalForm({ ...validForm, ...changes })
        expect(result.ok || result.faults.length > 0).toBe(true)
        expect(result.ok ? parseProposalForm(result.form) : result).toEqual(result)
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws on any JSON at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(parseProposalForm(input).ok).toBe(false)
        expect(proposalForm().safeParse(input).success).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('never throws on values that JSON does not know', () => {
    fc.assert(
      fc.property(
        id,
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (field, value) => {
          const result = parseProposalForm({ ...validForm, [field]: value })
          expect(
            result.ok || result.faults.every((fault) => fault.field === field || fault.field === 'legalId'),
          ).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('is stored without anything that normalising would remove', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (noise) => {
        const result = parseProposalForm({ ...validForm, risks: `${'خ'.repeat(50)}${noise}` })
        expect(result.ok && result.form.risks.isWellFormed()).toBe(true)
        expect(result.ok && /[\u202a-\u202e\u2066-\u2069\0]/.test(result.form.risks)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('formInput', () => {
  it('makes a list of a repeated name and keeps names of object properties to themselves', () => {
    const input = formInput([
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
      ['__proto__', 'x'],
      ['__proto__', 'y'],
    ])
    expect(Object.entries(input)).toEqual([
      ['a', ['1', '3']],
      ['b', '2'],
      ['__proto__', ['x', 'y']],
    ])
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype)
  })
})
