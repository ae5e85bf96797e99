import { describe, expect, it } from 'vitest'
import { fieldList, fields, isFieldId, optionLabel, sections } from '#workflows/form/fields.ts'
import { proposalForm } from '#workflows/form/proposal-form.ts'

describe('the table of fields', () => {
  it('has each field under its own id', () => {
    expect(fieldList.map(({ id }) => id)).toEqual(Object.keys(fields))
  })

  it('is what the schema is made of', () => {
    expect(Object.keys(proposalForm().shape).sort()).toEqual(fieldList.map(({ id }) => id).sort())
    const optional = Object.entries(proposalForm().shape).filter(
      ([, schema]) => schema.safeParse(undefined).success,
    )
    expect(optional).toEqual([])
    const required = Object.keys(proposalForm().shape).filter((id) => isFieldId(id) && fields[id].required)
    expect(required.sort()).toEqual(
      fieldList
        .filter((field) => field.required)
        .map(({ id }) => id)
        .sort(),
    )
  })

  it('shows every field once, in the order of the sections', () => {
    expect(sections.flatMap((section) => section.fields.map(({ id }) => id))).toEqual(
      fieldList.map(({ id }) => id),
    )
    expect(sections.map(({ id }) => id)).toEqual([
      'startup',
      'idea',
      'money',
      'needs',
      'attachments',
      'consent',
    ])
  })

  it('has words for everything in both languages', () => {
    const texts = fieldList.flatMap((field) => [
      field.label,
      field.help,
      ...('options' in field ? field.options.map(({ label }) => label) : []),
    ])
    expect(texts.length).toBeGreaterThan(75)
    for (const { fa, en } of [...texts, ...sections.map(({ title }) => title)]) {
      expect(fa).toMatch(/[\u0600-\u06ff]/)
      expect(fa).not.toMatch(/[يك]/)
      expect(en).toMatch(/[A-Za-z]/)
    }
  })

  it('knows its own ids and not those of every object', () => {
    expect(isFieldId('title')).toBe(true)
    expect(isFieldId('toString')).toBe(false)
    expect(isFieldId('__proto__')).toBe(false)
  })

  it('has the words of a stored choice', () => {
    expect(optionLabel('category', 'health')).toEqual({ fa: 'سلامت', en: 'Health' })
    expect(optionLabel('category', 'ufology')).toEqual({ fa: 'ufology', en: 'ufology' })
    expect(optionLabel('title', 'x')).toEqual({ fa: 'x', en: 'x' })
  })
})
