import type { Text } from '#workflows/language.ts'
import { closingFields } from './closing-fields.ts'
import type { Field, SectionId } from './field.ts'
import { ideaFields } from './idea-fields.ts'
import { moneyFields } from './money-fields.ts'
import { startupFields } from './startup-fields.ts'

/** The fields of a proposal, in the order in which they are asked: pages, schema and what is kept apart all come from here. */
export const fields = { ...startupFields, ...ideaFields, ...moneyFields, ...closingFields }

export type FieldId = keyof typeof fields

export const fieldList: readonly (Field & { readonly id: FieldId })[] = Object.values(fields)

export const isFieldId = (id: string): id is FieldId => Object.hasOwn(fields, id)

/** Each heading, and beneath it what the section is for. */
const headings: Record<SectionId, { readonly title: Text; readonly lead: Text }> = {
  startup: {
    title: { fa: 'شرکت یا تیم شما', en: 'Your company or team' },
    lead: {
      fa: 'چه کسی پیشنهاد می‌دهد و چه کسی از سوی او امضا می‌کند.',
      en: 'Who proposes, and who would sign for them.',
    },
  },
  idea: {
    title: { fa: 'طرح', en: 'The project' },
    lead: {
      fa: 'مسئلهٔ شهر، راه‌حل شما و جایی که طرح امروز به آن رسیده است.',
      en: 'The city’s problem, your solution, and how far it has come.',
    },
  },
  money: {
    title: { fa: 'مدل مالی و قالب مشارکت', en: 'Money and partnership' },
    lead: {
      fa: 'طرح چه هزینه و درآمدی دارد و سهم شهر از آن چیست. همهٔ مبلغ‌ها به ریال است.',
      en: 'What the project costs and earns, and the city’s share of it. All amounts are in rials.',
    },
  },
  needs: {
    title: { fa: 'نیازها و ریسک‌ها', en: 'Needs and risks' },
    lead: {
      fa: 'آنچه از شهرداری می‌خواهید و آنچه ممکن است پیش بیاید.',
      en: 'What you ask of the municipality, and what might go wrong.',
    },
  },
  attachments: {
    title: { fa: 'پیوست‌ها', en: 'Attachments' },
    lead: {
      fa: 'مدارکی که بررسی‌کنندگان در کنار فرم می‌خوانند.',
      en: 'What the reviewers read beside the form.',
    },
  },
  consent: {
    title: { fa: 'اعلام و پذیرش', en: 'Declaration' },
    lead: {
      fa: 'پیش از فرستادن، این جمله را بخوانید و تأیید کنید.',
      en: 'Please read and confirm this before you send the form.',
    },
  },
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
  ...headings[id],
  fields: fieldList.filter(({ section }) => section === id),
}))

/** The words of a stored choice; the value itself when it is no option of the field. */
export const optionLabel = (id: FieldId, value: string): Text => {
  const field: Field = fields[id]
  const options = 'options' in field ? field.options : []
  return options.find((option) => option.value === value)?.label ?? { fa: value, en: value }
}
