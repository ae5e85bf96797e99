import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field, fieldId } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { amountBelow, dayField } from '#functions/shared/pages/in-words.ts'
import { faultOf } from '#functions/shared/pages/parts.ts'
import {
  contractTypeOptions,
  guaranteeOptions,
  MOST_GUARANTEES,
  type TermsFieldId,
  termsFields,
} from '#workflows/contract/terms-fields.ts'
import { guaranteeNames } from '#workflows/contract/terms-lists.ts'
import type { TermsValues } from '#workflows/contract/terms-values.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { termsTexts } from './terms-texts.ts'

interface QuestionsSpec {
  readonly language: Language
  readonly values: TermsValues
  readonly faults: readonly FieldFault[]
  /** What follows from the saved terms, shown under what it follows from. */
  readonly schedule: Html
}

/** Every question about a contract's terms, under their headings. */
export function termsQuestions(spec: QuestionsSpec): Html {
  const texts = termsTexts[spec.language]
  const ask = (...ids: Exclude<TermsFieldId, 'guarantees' | 'annualRevenue'>[]): Html[] =>
    ids.map((id) => question(id, spec))
  return html`${part('parties', texts.parties, ask('contractType', 'title', 'titleEn', 'startupName', 'legalId', 'representative'))}
${part('subject', texts.subject, ask('subject', 'municipalAsk'))}
${part('money', texts.money, [...ask('municipalShare', 'shareFloor', 'investment'), years(spec)])}
${part('time', texts.time, [...ask('startsOn', 'durationMonths', 'payments'), spec.schedule, ...ask('settlementDays', 'graceDays', 'latePenalty')])}
${part('security', texts.security, [...ask('iban'), guarantees(spec)])}
${part('conditions', texts.conditions, ask('conditions'))}`
}

function part(id: string, title: string, questions: readonly Html[]): Html {
  return html`<section class="form-part" aria-labelledby="part-${id}"><h2 id="part-${id}">${title}</h2>
${questions}</section>`
}

function question(
  id: Exclude<TermsFieldId, 'guarantees' | 'annualRevenue'>,
  { language, values, faults }: QuestionsSpec,
): Html {
  const about = termsFields[id]
  const value = values[id]
  const common = {
    name: id,
    language,
    label: about.label[language],
    hint: 'hint' in about ? about.hint[language] : undefined,
    required: about.required,
    fault: faultOf(faults, id, language),
    value: typeof value === 'string' ? value : '',
  }
  switch (about.kind) {
    case 'choice': {
      const options = contractTypeOptions.map(({ value: type, label }) => ({
        value: type,
        label: label[language],
      }))
      return field({ ...common, kind: 'select', options })
    }
    case 'text':
      return field({ ...common, kind: 'text' })
    case 'prose':
      return field({ ...common, kind: 'textarea', rows: 8 })
    case 'list':
      return field({ ...common, kind: 'textarea', rows: 5 })
    case 'day':
      return dayField(common)
    case 'code':
      return field({ ...common, kind: 'text', ltr: true })
    case 'decimal':
      return field({ ...common, kind: 'decimal', length: String(about.max).length + 3 })
    case 'int':
      return field({ ...common, kind: 'digits', length: String(about.max).length })
    case 'money':
      return field({ ...common, kind: 'digits', below: amountBelow(common.value, language) })
  }
}

/** One amount for each year; all have one name, so that they arrive as a list. */
function years({ language, values, faults }: QuestionsSpec): Html {
  const id = 'annualRevenue'
  const fault = faultOf(faults, id, language)
  const amounts = listOf(values, id)
  const inputs = [0, 1, 2].map((index) => {
    const amount = amounts[index] ?? ''
    return field({
      kind: 'digits',
      name: id,
      key: index === 0 ? id : `${id}-${index}`,
      label: termsTexts[language].year(formatNumber(index + 1, language)),
      language,
      required: true,
      invalid: fault !== undefined,
      value: amount,
      below: amountBelow(amount, language),
    })
  })
  return html`<fieldset class="field${fault !== undefined && ' has-fault'}"><legend>${termsFields[id].label[language]}</legend>
${fault !== undefined && html`<p class="fault">${fault}</p>`}<div class="years">${inputs}</div></fieldset>`
}

/** Rows to fill in; their parts arrive as columns, one list for each name. */
function guarantees(spec: QuestionsSpec): Html {
  const { language, faults } = spec
  const texts = termsTexts[language]
  const fault = faultOf(faults, 'guarantees', language)
  const columns = Object.values(guaranteeNames).map((name) => listOf(spec.values, name))
  const filled = Math.max(...columns.map((column) => column.findLastIndex((value) => value !== '') + 1))
  const rows = Array.from({ length: MOST_GUARANTEES }, (_, index) => {
    const name = texts.guarantee(formatNumber(index + 1, language))
    // One empty row is at hand, the others when they are asked for.
    return index <= filled
      ? html`<fieldset class="field part"><legend>${name}</legend>${guarantee(index, spec)}</fieldset>`
      : html`<details class="part"><summary>${name}</summary><fieldset class="field"><legend class="unseen">${name}</legend>${guarantee(index, spec)}</fieldset></details>`
  })
  return html`<fieldset class="field${fault !== undefined && ' has-fault'}" id="${fieldId('guarantees')}"><legend>${termsFields.guarantees.label[language]}</legend>
<p class="hint">${texts.guaranteesHint}</p>${fault !== undefined && html`<p class="fault">${fault}</p>`}
${rows}</fieldset>`
}

function guarantee(index: number, { language, values }: QuestionsSpec): Html {
  const texts = termsTexts[language]
  const cell = (part: keyof typeof guaranteeNames) => ({
    name: guaranteeNames[part],
    key: `${guaranteeNames[part]}-${index}`,
    language,
    required: true,
    value: listOf(values, guaranteeNames[part])[index] ?? '',
  })
  const options = guaranteeOptions.map(({ value, label }) => ({ value, label: label[language] }))
  return html`<div class="pair">
${field({ ...cell('kind'), kind: 'select', label: texts.kind, options })}
${field({ ...cell('amount'), kind: 'digits', label: texts.amount, below: amountBelow(cell('amount').value, language) })}
${field({ ...cell('issuer'), kind: 'text', label: texts.issuer })}
${dayField({ ...cell('expiresOn'), label: texts.expiry, required: false })}
${field({ ...cell('extended'), kind: 'select', label: texts.extension, required: false, options: [{ value: 'yes', label: texts.extended }] })}</div>`
}

function listOf(values: TermsValues, name: string): readonly string[] {
  const value = values[name]
  return typeof value === 'string' ? [value] : (value ?? [])
}
