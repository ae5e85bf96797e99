import type { Text } from '../language.ts'
import { closingFields } from './closing-fields.ts'
import type { Field, SectionId } from './field.ts'
import { ideaFields } from './idea-fields.ts'
import { moneyFields } from './money-fields.ts'
import { startupFields } from './startup-fields.ts'

/** The 25 fields of a proposal, in the order in which they are asked. Pages and the schema both come from here. */
export const fields = { ...startupFields, ...ideaFields, ...moneyFields, ...closingFields }

export type FieldId = keyof typeof fields

export const fieldList: readonly (Field & { readonly id: FieldId })[] = Object.values(fields)

export const isFieldId = (id: string): id is FieldId => Object.hasOwn(fields, id)

const titles: Record<SectionId, Text> = {
  startup: { fa: 'شرکت یا تیم شما', en: 'Your company or team' },
  idea: { fa: 'طرح', en: 'The project' },
  money: { fa: 'مدل مالی و قالب مشارکت', en: 'Money and partnership' },
  needs: { fa: 'نیازها و ریسک‌ها', en: 'Needs and risks' },
  attachments: { fa: 'پیوست‌ها', en: 'Attachments' },
  consent: { fa: 'اعلام و پذیرش', en: 'Declaration' },
}

const sectionOrder = [
  'startup',
  'idea',
  'money',
  'needs',
  'attachments',
  'consent',
] as const satisfies SectionId[]

/** The fields as a page shows them, under their headings. */
export const sections = sectionOrder.map((id) => ({
  id,
  title: titles[id],
  fields: fieldList.filter(({ section }) => section === id),
}))

/** The words of a stored choice; the value itself when it is no option of the field. */
export const optionLabel = (id: FieldId, value: string): Text => {
  const field: Field = fields[id]
  const options = 'options' in field ? field.options : []
  return options.find((option) => option.value === value)?.label ?? { fa: value, en: value }
}
