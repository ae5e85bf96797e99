import type { Language } from '#workflows/language.ts'
import { type Html, html } from './html.ts'
import { partsTexts } from './parts-texts.ts'

interface FieldOption {
  readonly value: string
  readonly label: string
  /** In a list: the heading under which it stands, with its neighbours of the same. */
  readonly group?: string | undefined
}

interface AnyField {
  /** The form key, e.g. `reason` or `scores[revenue]`. */
  readonly name: string
  /** What its ids are made of where two forms of a page have a field of one name; the name otherwise. */
  readonly key?: string | undefined
  readonly label: string | Html
  readonly language: Language
  readonly hint?: string | undefined
  /** What is wrong with it, in the page's language. */
  readonly fault?: string | undefined
  readonly required?: boolean | undefined
  /** What somebody wants of the answer, in the page's language. */
  readonly asked?: string | undefined
  /** Wrong, where the fault itself is told elsewhere. */
  readonly invalid?: boolean | undefined
  /** What stands below the control and is read with it. */
  readonly below?: Html | undefined
  /** Asked only where another field of the form has this answer; shown all the same where no script runs. */
  readonly when?: { readonly field: string; readonly is: string } | undefined
}

/** Numbers, addresses and codes run from left to right in either language. */
interface Typed {
  readonly value?: string | undefined
  readonly maxLength?: number | undefined
  readonly ltr?: boolean | undefined
  readonly autocomplete?: string | undefined
  /** About how many characters an answer has, so that its control is no longer than that. */
  readonly length?: number | undefined
}

interface Choice {
  readonly options: readonly FieldOption[]
  readonly value?: string | undefined
}

/** A question that is answered on one line. */
export type LineSpec = AnyField & Typed

export type FieldSpec = AnyField &
  (
    | ({
        readonly kind: 'text' | 'email' | 'tel' | 'digits' | 'decimal'
      } & Typed)
    | ({ readonly kind: 'textarea'; readonly rows?: number | undefined } & Typed)
    /** Nothing is chosen unless `value` says so. */
    | ({ readonly kind: 'select' } & Choice)
    | ({ readonly kind: 'radios' } & Choice)
    /** What it sends when ticked is `true`, unless `value` says otherwise. */
    | {
        readonly kind: 'checkbox'
        readonly checked?: boolean | undefined
        readonly value?: string | undefined
      }
    | { readonly kind: 'file'; readonly accept: readonly string[]; readonly multiple?: boolean | undefined }
  )

/** The id of a field's control, to which its fault in the summary leads. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`
}

function idOf({ key, name }: Pick<AnyField, 'key' | 'name'>): string {
  return fieldId(key ?? name)
}

/** One question of a form: label, hint, fault and control, tied together for screen readers. */
export function field(spec: FieldSpec): Html {
  const state = spec.fault === undefined ? 'field' : 'field has-fault'
  if (spec.kind === 'radios') {
    return html`<fieldset class="${state}"${condition(spec)}${attribute('aria-describedby', describedBy(spec))}>
<legend>${labelText(spec)}</legend>${explanations(spec)}${radios(spec)}${below(spec)}</fieldset>`
  }
  if (spec.kind === 'checkbox') {
    return html`<div class="${state}"${condition(spec)}>${explanations(spec)}<label class="choice" for="${idOf(spec)}"><input type="checkbox" ${shared(spec)} value="${spec.value ?? 'true'}"${flag('checked', spec.checked)}> <span>${spec.label}</span></label>${below(spec)}</div>`
  }
  return html`<div class="${state}"${condition(spec)}><label for="${idOf(spec)}">${labelText(spec)}</label>${explanations(spec)}${control(spec)}${below(spec)}</div>`
}

function control(spec: Exclude<FieldSpec, { kind: 'radios' | 'checkbox' }>): Html {
  switch (spec.kind) {
    case 'textarea':
      // The first line break after the tag is not part of the value.
      return html`<textarea ${shared(spec)} ${typing(spec)} rows="${spec.rows ?? 5}">
${spec.value ?? ''}</textarea>`
    case 'select':
      return html`<select ${shared(spec)}><option value="">${partsTexts[spec.language].choose}</option>${listed(spec)}</select>`
    case 'file':
      return html`<input type="file" ${shared(spec)} accept="${spec.accept.join(',')}"${flag('multiple', spec.multiple)}>`
    case 'digits':
    case 'decimal':
      return html`<input type="text" inputmode="${spec.kind === 'digits' ? 'numeric' : 'decimal'}" ${shared(spec)} ${typing({ ...spec, ltr: true })} value="${spec.value ?? ''}">`
    case 'email':
    case 'tel':
      return html`<input type="${spec.kind}" ${shared(spec)} ${typing({ ...spec, ltr: true })} value="${spec.value ?? ''}">`
    case 'text':
      return html`<input type="${spec.kind}" ${shared(spec)} ${typing(spec)} value="${spec.value ?? ''}">`
  }
}

function listed({ options, value: chosen }: Choice): Html[] {
  const option = ({ value, label }: FieldOption): Html =>
    html`<option value="${value}"${flag('selected', value === chosen)}>${label}</option>`
  const groups = [...new Set(options.map(({ group }) => group))]
  return groups.map((group) => {
    const own = options.filter((each) => each.group === group).map(option)
    return group === undefined ? html`${own}` : html`<optgroup label="${group}">${own}</optgroup>`
  })
}

function radios(spec: Extract<FieldSpec, { kind: 'radios' }>): Html {
  const id = idOf(spec)
  return html`<div class="choices">${spec.options.map(
    ({ value, label }, index) =>
      html`<label class="choice"><input type="radio" id="${index === 0 ? id : `${id}-${index}`}" name="${spec.name}" value="${value}"${flag('checked', value === spec.value)}${flag('required', spec.required)}> <span>${label}</span></label>`,
  )}</div>`
}

function shared(spec: FieldSpec): Html {
  const id = idOf(spec)
  const fault = spec.fault !== undefined || spec.invalid === true ? 'true' : undefined
  return html`id="${id}" name="${spec.name}"${flag('required', spec.required)}${attribute('aria-describedby', describedBy(spec))}${attribute('aria-invalid', fault)}`
}

function typing({ ltr, maxLength, autocomplete, length }: Typed): Html {
  const most = maxLength?.toString()
  const size =
    length === undefined ? undefined : length <= 6 ? 'short' : length <= 12 ? 'middling' : undefined
  return html`dir="${ltr === true ? 'ltr' : 'auto'}"${attribute('class', size)}${attribute('maxlength', most)}${attribute('autocomplete', autocomplete)}`
}

function below(spec: FieldSpec): Html | false {
  return spec.below !== undefined && html`<p class="hint below" id="${idOf(spec)}-below">${spec.below}</p>`
}

function condition({ when }: FieldSpec): Html | false {
  return when !== undefined && html` data-when="${when.field}" data-is="${when.is}"`
}

function labelText({ label, language, required }: FieldSpec): Html {
  return html`${label}${required !== true && html` <span class="optional">${partsTexts[language].optional}</span>`}`
}

/** What is said of a question before its control; for groups of controls, too. */
export function explanations(spec: AnyField): Html {
  const id = idOf(spec)
  return html`${spec.hint !== undefined && html`<p class="hint" id="${id}-hint">${spec.hint}</p>`}${
    spec.asked !== undefined &&
    html`<p class="asked" id="${id}-asked"><strong>${partsTexts[spec.language].asked}</strong> ${spec.asked}</p>`
  }${
    spec.fault !== undefined &&
    html`<p class="fault" id="${id}-fault"><span class="fault-word">${partsTexts[spec.language].fault}</span> ${spec.fault}</p>`
  }`
}

function describedBy(spec: FieldSpec): string | undefined {
  const { hint, asked, fault, below } = spec
  const id = idOf(spec)
  const ids = [
    hint === undefined ? [] : `${id}-hint`,
    asked === undefined ? [] : `${id}-asked`,
    fault === undefined ? [] : `${id}-fault`,
    below === undefined ? [] : `${id}-below`,
  ].flat()
  return ids.length === 0 ? undefined : ids.join(' ')
}

function attribute(name: string, value: string | undefined): Html | false {
  return value !== undefined && html` ${name}="${value}"`
}

function flag(name: string, set: boolean | undefined): Html | false {
  return set === true && html` ${name}`
}
