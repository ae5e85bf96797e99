import type { FieldFault } from '#functions/edge/problem.ts'
import { paths } from '#functions/paths.ts'
import type { Field } from '#workflows/form/field.ts'
import { sections } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import { type FieldSpec, field, fieldId } from './field.ts'
import { type Html, html } from './html.ts'
import { faultOf } from './parts.ts'
import { proposalFieldsTexts } from './proposal-fields-texts.ts'

export interface KeptFile {
  readonly fileId: string
  readonly name: string
}

export interface ProposalFieldsSpec {
  readonly language: Language
  /** What was typed, or the form as it was stored. */
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
  /** Files that were uploaded before and stay with the form. */
  readonly kept: readonly KeptFile[]
}

/** The questions of a proposal under their headings, for the first submission and for a revision alike. */
export function proposalFields(spec: ProposalFieldsSpec): Html {
  return html`${sections.map(
    ({ id, title, fields }) => html`<section class="form-part" aria-labelledby="part-${id}">
<h2 id="part-${id}">${title[spec.language]}</h2>
${fields.map((one) => question(one, spec))}
</section>`,
  )}`
}

function question(one: Field, spec: ProposalFieldsSpec): Html {
  const { language, values, faults } = spec
  const common = {
    name: one.id,
    language,
    label: one.label[language],
    hint: one.help[language],
    fault: faultOf(faults, one.id, language),
    required: one.required || one.requiredWhen !== undefined,
  }
  const value = typed(values[one.id], language)
  const text = { ...common, value, autocomplete: one.autocomplete }
  switch (one.kind) {
    case 'text':
      return field({ ...text, kind: 'text' })
    case 'textarea':
      return field({ ...text, kind: 'textarea', rows: one.max > 2000 ? 8 : 6 })
    case 'email':
    case 'tel':
    case 'digits':
      return field({ ...text, kind: one.kind })
    case 'int':
    case 'money':
      return field({ ...text, kind: 'digits' })
    case 'decimal':
      return field({ ...text, kind: 'decimal' })
    case 'select':
    case 'radio': {
      const options = one.options.map((option) => ({ value: option.value, label: option.label[language] }))
      return field({ ...common, kind: one.kind === 'radio' ? 'radios' : 'select', options, value })
    }
    case 'money-list':
      return years(one, common, values[one.id])
    case 'files':
      return attachments(one, common, spec)
    case 'checkbox':
      return declaration(one, common, values[one.id])
  }
}

type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>
type CommonSpec = Pick<FieldSpec, 'name' | 'language' | 'label' | 'hint' | 'fault' | 'required'>

/** One amount for each year; all have one name, so that they arrive as a list. */
function years({ count, id }: FieldOf<'money-list'>, common: CommonSpec, value: unknown): Html {
  const { language, fault } = common
  const amounts: unknown[] = Array.isArray(value) ? value : []
  const inputs = Array.from({ length: count }, (_, index) => {
    const inputId = index === 0 ? fieldId(id) : `${fieldId(id)}-${index}`
    const year = proposalFieldsTexts[language].year(formatNumber(index + 1, language))
    return html`<div class="field"><label for="${inputId}">${year}</label><input type="text" inputmode="numeric" dir="ltr" id="${inputId}" name="${id}" value="${typed(amounts[index], language)}" required${fault !== undefined && html` aria-invalid="true"`}></div>`
  })
  return group(common, html`<div class="pair">${inputs}</div>`)
}

function attachments(
  { id, mediaTypes }: FieldOf<'files'>,
  common: CommonSpec,
  { kept }: ProposalFieldsSpec,
): Html {
  const { language } = common
  const texts = proposalFieldsTexts[language]
  const keptFiles = html`<p class="hint">${texts.kept}</p>
<div class="choices">${kept.map(
    ({ fileId, name }) =>
      html`<label class="choice"><input type="checkbox" name="${id}" value="${fileId}" checked> <bdi>${name}</bdi></label>`,
  )}</div>`
  const upload = field({
    kind: 'file',
    name: id,
    language,
    label: texts.upload,
    hint: texts.uploadHint,
    required: true,
    accept: mediaTypes,
    multiple: true,
  })
  return group(
    common,
    html`${kept.length > 0 && keptFiles}${upload}<p class="hint"><a href="${paths.openApi()}">${texts.larger}</a></p>`,
  )
}

/** The declaration reads as a sentence beside its box; the short label stands above it. */
function declaration({ id, label, help }: FieldOf<'checkbox'>, common: CommonSpec, value: unknown): Html {
  const { language, fault, required } = common
  const checked = value === true || value === 'true' || value === 'on'
  return field({
    kind: 'checkbox',
    name: id,
    language,
    label: help[language],
    hint: label[language],
    fault,
    required,
    checked,
  })
}

function group({ name, label, hint, fault }: CommonSpec, content: Html): Html {
  const id = fieldId(name)
  return html`<fieldset class="field${fault !== undefined && ' has-fault'}" aria-describedby="${id}-about">
<legend>${label}</legend><div id="${id}-about"><p class="hint">${hint}</p>${fault !== undefined && html`<p class="fault">${fault}</p>`}</div>
${content}</fieldset>`
}

/** What stands in a control again: as it was typed; a stored number as its reader writes it. */
function typed(value: unknown, language: Language): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? formatNumber(value, language) : ''
}
