import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import type { Field } from '#workflows/form/field.ts'
import { type FieldId, sections } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { attachments, type KeptFile } from './attachments.ts'
import { explanations, type FieldSpec, field, fieldId } from './field.ts'
import { type Html, html } from './html.ts'
import { amountBelow } from './in-words.ts'
import { faultOf } from './parts.ts'

const fa = {
  year: (number: string) => `سال ${number}`,
  sections: 'بخش‌های فرم',
  faulty: 'نیاز به اصلاح',
  terms: 'شرایط',
}

const en: typeof fa = {
  year: (number) => `Year ${number}`,
  sections: 'Sections of the form',
  faulty: 'needs correcting',
  terms: 'the terms',
}

export const proposalFieldsTexts = { fa, en } as const

const faCounts = {
  between: (min: string, max: string) => `از ${min} تا ${max} نویسه`,
  upTo: (max: string) => `تا ${max} نویسه`,
  under: (min: string) => `{n} نویسه نوشته‌اید؛ دست‌کم ${min} نویسه لازم است.`,
  within: (max: string) => `{n} از ${max} نویسه`,
  over: (max: string) => `{n} نویسه نوشته‌اید؛ حداکثر ${max} نویسه جا می‌شود.`,
}

const enCounts: typeof faCounts = {
  between: (min, max) => `${min} to ${max} characters`,
  upTo: (max) => `Up to ${max} characters`,
  under: (min) => `{n} characters so far; at least ${min} are needed.`,
  within: (max) => `{n} of ${max} characters`,
  over: (max) => `{n} characters; at most ${max} fit.`,
}

const countWords = { fa: faCounts, en: enCounts } as const

/** How long an answer may be, in code points; where scripts run it counts along. Stands `below` a field of prose. */
function characterCount(
  { min, max }: { readonly min: number; readonly max: number },
  language: Language,
): Html {
  const words = countWords[language]
  const [least, most] = [formatNumber(min, language), formatNumber(max, language)]
  const limits = min > 1 ? words.between(least, most) : words.upTo(most)
  return html`<span data-count data-min="${min}" data-max="${max}" data-under="${words.under(least)}" data-within="${words.within(most)}" data-over="${words.over(most)}">${limits}</span>`
}

export interface ProposalFieldsSpec {
  readonly language: Language
  /** What was typed, or the form as it was stored. */
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
  /** What is asked of single answers. */
  readonly asked?: Readonly<Partial<Record<FieldId, string>>>
  /** Files that were uploaded before and stay with the form. */
  readonly kept: readonly KeptFile[]
}

/** The questions of a proposal under their headings, for the first submission and for a revision alike. */
export function proposalFields(spec: ProposalFieldsSpec): Html {
  return html`${sections.map(
    ({ id, title, lead, fields }, index) => html`<section class="form-part" aria-labelledby="part-${id}">
<div class="part-head"><h2 id="part-${id}"><span class="number">${formatNumber(index + 1, spec.language)}</span> ${title[spec.language]}</h2><p class="quiet">${lead[spec.language]}</p></div>
${fields.map((one) => question(one, spec))}
</section>`,
  )}`
}

/** The way through the form; a section with something to put right says so. */
export function proposalSections({
  language,
  faults,
}: Pick<ProposalFieldsSpec, 'language' | 'faults'>): Html {
  const texts = proposalFieldsTexts[language]
  const isFaulty = (section: (typeof sections)[number]): boolean =>
    section.fields.some(({ id }) => faults.some(({ field }) => field === id))
  return html`<nav class="form-way" aria-label="${texts.sections}"><ol>${sections.map(
    (section) =>
      html`<li><a href="#part-${section.id}">${section.title[language]}</a>${isFaulty(section) && html` <span class="fault">${texts.faulty}</span>`}</li>`,
  )}</ol></nav>`
}

function question(one: Field & { readonly id: FieldId }, spec: ProposalFieldsSpec): Html {
  const { language, values, faults } = spec
  const common = {
    name: one.id,
    language,
    label: one.label[language],
    hint: one.help[language],
    asked: spec.asked?.[one.id],
    fault: faultOf(faults, one.id, language),
    required: one.required || one.requiredWhen !== undefined,
    // A fault is never hidden with its field.
    when: faults.some(({ field }) => field === one.id) ? undefined : one.requiredWhen,
  }
  const value = typed(values[one.id], language)
  const text = { ...common, value, autocomplete: one.autocomplete }
  switch (one.kind) {
    case 'text':
      return field({
        ...text,
        kind: 'text',
        ...(one.min >= 10 ? { below: characterCount(one, language) } : {}),
      })
    case 'textarea':
      return field({
        ...text,
        kind: 'textarea',
        rows: one.max > 2000 ? 8 : 6,
        below: characterCount(one, language),
      })
    case 'email':
      return field({ ...text, kind: one.kind })
    case 'tel':
    case 'digits':
      return field({ ...text, kind: one.kind, length: one.length })
    case 'int':
      return field({ ...text, kind: 'digits', length: String(one.max).length })
    case 'money':
      return field({ ...text, kind: 'digits', below: amountBelow(value, language) })
    case 'decimal':
      return field({ ...text, kind: 'decimal', length: String(one.max).length + one.scale })
    case 'select':
    case 'radio': {
      const options = one.options.map((option) => ({ value: option.value, label: option.label[language] }))
      return field({ ...common, kind: one.kind === 'radio' ? 'radios' : 'select', options, value })
    }
    case 'money-list':
      return years(one, common, values[one.id])
    case 'files':
      return group(common, attachments(one, spec))
    case 'checkbox':
      return declaration(one, common, values[one.id])
  }
}

type FieldById<K extends Field['kind']> = Extract<Field, { kind: K }>
type CommonSpec = Pick<FieldSpec, 'name' | 'language' | 'label' | 'hint' | 'asked' | 'fault' | 'required'>

/** One amount for each year; all have one name, so that they arrive as a list. */
function years({ count, id }: FieldById<'money-list'>, common: CommonSpec, value: unknown): Html {
  const { language, fault } = common
  const amounts: unknown[] = Array.isArray(value) ? value : []
  const inputs = Array.from({ length: count }, (_, index) => {
    const amount = typed(amounts[index], language)
    return field({
      kind: 'digits',
      name: id,
      key: index === 0 ? id : `${id}-${index}`,
      label: proposalFieldsTexts[language].year(formatNumber(index + 1, language)),
      language,
      required: true,
      invalid: fault !== undefined,
      value: amount,
      below: amountBelow(amount, language),
    })
  })
  return group(common, html`<div class="years">${inputs}</div>`)
}

/** The declaration reads as a sentence beside its box; the short label stands above it. */
function declaration({ id, label, help }: FieldById<'checkbox'>, common: CommonSpec, value: unknown): Html {
  const { language, fault, required } = common
  const checked = value === true || value === 'true' || value === 'on'
  // It is said anew each time, and never by a draft.
  return html`<div data-no-draft>${field({
    kind: 'checkbox',
    name: id,
    language,
    label: withTermsLink(help[language], language),
    hint: label[language],
    fault,
    required,
    checked,
  })}</div>`
}

/** The sentence, in which the word for the terms leads to them; beside the form, so that what was typed stays. */
function withTermsLink(sentence: string, language: Language): Html {
  const { terms } = proposalFieldsTexts[language]
  const [before = '', after] = sentence.split(terms)
  if (after === undefined) throw new Error('The declaration does not name the terms')
  return html`${before}<a href="${paths.submissionTerms()}" target="_blank" rel="noopener">${terms}</a>${after}`
}

function group(common: CommonSpec, content: Html): Html {
  const { name, label, fault } = common
  const id = fieldId(name)
  return html`<fieldset class="field${fault !== undefined && ' has-fault'}" aria-describedby="${id}-about">
<legend>${label}</legend><div class="about" id="${id}-about">${explanations(common)}</div>
${content}</fieldset>`
}

/** What stands in a control again: as it was typed; a stored number as its reader writes it. */
function typed(value: unknown, language: Language): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? formatNumber(value, language) : ''
}
