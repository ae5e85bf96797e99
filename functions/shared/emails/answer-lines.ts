import { isolated, quoted } from '#functions/shared/pages/isolated.ts'
import { proposalViewTexts } from '#functions/shared/pages/proposal-view-texts.ts'
import { fileSize } from '#functions/shared/pages/proposal-view.ts'
import type { Field } from '#workflows/form/field.ts'
import { type FieldId, optionLabel, sections } from '#workflows/form/fields.ts'
import { fileRecordSchema } from '#workflows/form/file-record.ts'
import type { Language } from '#workflows/language.ts'
import { valuesOf } from '#workflows/proposal/revision-changes.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'

/** A part of the form with the answers in it, each a line or several. */
export interface AnswerPart {
  readonly title: string
  readonly lines: readonly string[]
}

/** What no mail carries, since it lies in mailboxes for years and its owner knows it: numbers that prove who somebody is, and where they live. */
const leftOut: ReadonlySet<FieldId> = new Set<FieldId>(['nationalCode', 'postalCode'])

/** A proposal's answers for the copy that its sender gets; attachments by their names alone. */
export function answerLines(revision: Revision, language: Language): AnswerPart[] {
  const values = valuesOf(revision)
  return sections.map(({ title, fields }) => ({
    title: title[language],
    lines: fields.flatMap((field) => {
      const value = values[field.id]
      if (leftOut.has(field.id) || value === undefined || value === null || value === '') return []
      const [first = '', ...others] = written(field, value, language)
      return [`${field.label[language]}: ${first}`, ...others]
    }),
  }))
}

function written(
  { id, kind }: Field & { readonly id: FieldId },
  value: unknown,
  language: Language,
): string[] {
  const texts = proposalViewTexts[language]
  switch (kind) {
    case 'text':
    case 'textarea':
      return quoted(String(value)).split('\n')
    case 'tel':
      return [isolated(`${'•'.repeat(7)}${String(value).slice(-4)}`)]
    case 'digits':
    case 'email':
      return [isolated(String(value))]
    case 'select':
    case 'radio':
      return [optionLabel(id, String(value))[language]]
    case 'int':
    case 'decimal':
      return [formatNumber(Number(value), language)]
    case 'money':
      return [formatMoney(Number(value), language)]
    case 'money-list':
      return (Array.isArray(value) ? value : []).map(
        (amount, index) =>
          `${texts.year(formatNumber(index + 1, language))}: ${formatMoney(Number(amount), language)}`,
      )
    case 'files':
      return fileRecordSchema
        .array()
        .parse(value)
        .map(({ name, size }) => `${quoted(name)} (${fileSize(size, language)})`)
    case 'checkbox':
      return [texts.accepted]
  }
}
