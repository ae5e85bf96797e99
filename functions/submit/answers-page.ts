import { paths } from '#functions/paths.ts'
import { expectedRevenue } from '#functions/shared/intake/revision-of-form.ts'
import { changeField, stepField, writtenIn } from '#functions/shared/intake/step.ts'
import { secretsField, type TakenFile } from '#functions/shared/intake/take-files.ts'
import { termsField } from '#functions/shared/pages/accepted-terms.ts'
import { amountInWords } from '#functions/shared/pages/amount-in-words.ts'
import { fieldId } from '#functions/shared/pages/field.ts'
import { type Html, type HtmlValue, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { actButton, definitionList, hiddenField, notice, postForm } from '#functions/shared/pages/parts.ts'
import { fieldView } from '#functions/shared/pages/proposal-view.ts'
import type { FormFault } from '#workflows/form/field-fault.ts'
import { type FieldId, fieldList, sections } from '#workflows/form/fields.ts'
import type { ProposalForm } from '#workflows/form/proposal-form.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatMoney } from '#workflows/text/format-number.ts'
import { landingTexts } from './landing-texts.ts'
import { unsentField } from './unsent-key.ts'

const fa = {
  title: 'پیش از فرستادن، پاسخ‌های خود را ببینید',
  lead: 'پیشنهاد هنوز فرستاده نشده است. اگر چیزی نادرست است با «تغییر» به همان پرسش بازگردید؛ همهٔ نوشته‌ها و پیوست‌ها می‌ماند.',
  change: 'تغییر',
  total: 'مجموع درآمد سه سال',
  share: 'سهم شهرداری از آن',
  send: 'تأیید و فرستادن پیشنهاد',
  toForm: 'بازگشت به فرم',
}

const en: typeof fa = {
  title: 'Check your answers before you send them',
  lead: 'The proposal is not sent yet. If something is wrong, “Change” takes you back to that question; everything you wrote and attached stays.',
  change: 'Change',
  total: 'Revenue of the three years together',
  share: 'The municipality’s share of it',
  send: 'Confirm and send the proposal',
  toForm: 'Back to the form',
}

export const answersTexts = { fa, en } as const

export interface AnswersSpec {
  readonly language: Language
  readonly programme: Programme
  readonly idempotencyKey: string
  /** As they were read. */
  readonly form: ProposalForm
  /** As they were typed, so that they stand in the form again as their writer left them. */
  readonly typed: Readonly<Record<string, unknown>>
  readonly files: readonly TakenFile[]
  /** What is worth a second look, and no reason to refuse. */
  readonly warnings: readonly FormFault[]
}

/** Every answer as its readers will see it, each with the way back to its question; nothing is recorded yet. */
export function answersPage(spec: AnswersSpec): string {
  const { language, programme, warnings } = spec
  const texts = answersTexts[language]
  const main = html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${warnings.map(({ message }) => notice('warning', message[language]))}
${postForm({ action: paths.proposals(), language }, [
  carried(spec),
  // Of several buttons a browser presses the first when somebody strikes Enter: nothing is sent by that.
  sections.map(({ title, fields }) => {
    const shown = fields.filter(({ id }) => isShown(id, spec.form))
    return html`<section class="card"><h2>${title[language]}</h2><dl class="checked">${shown.map(
      ({ id, label }) => row(id, label[language], spec),
    )}</dl>${fields.some(({ id }) => id === 'annualRevenue') && sums(spec)}</section>`
  }),
  html`<div class="send"><p class="quiet">${landingTexts[language].afterwards}</p>
<p class="actions">${actButton(texts.send, { name: stepField, value: 'send' })}
${actButton(texts.toForm, { name: changeField, value: 'form' }, 'secondary')}</p></div>`,
])}`
  return layout({ language, programme, title: texts.title, path: null, main })
}

function isShown(id: FieldId, form: ProposalForm): boolean {
  return id !== 'legalId' || form.applicantType === 'company' || form.legalId !== undefined
}

function row(id: FieldId, label: string, { form, files, language }: AnswersSpec): Html {
  const value = id === 'files' ? files.map(({ record }) => record) : form[id]
  return html`<div><dt>${label}</dt><dd>${fieldView(id, value, { language })}${inWords(value, id, language)}</dd>
<dd><button type="submit" class="as-link" name="${changeField}" value="${id}" formaction="${paths.proposals()}#${fieldId(id)}">${answersTexts[language].change}<span class="unseen"> ${label}</span></button></dd></div>`
}

function inWords(value: unknown, id: FieldId, language: Language): HtmlValue {
  return (
    id === 'capex' &&
    typeof value === 'number' &&
    html`<p class="hint">${amountInWords(String(value), language)}</p>`
  )
}

function sums({ form, language }: AnswersSpec): Html {
  const texts = answersTexts[language]
  const total = form.annualRevenue.reduce((sum, year) => sum + year, 0)
  return definitionList([
    [texts.total, formatMoney(total, language)],
    [texts.share, formatMoney(expectedRevenue(form), language)],
  ])
}

/** All that the form would send again: nothing of it is kept on the server yet. */
function carried({ idempotencyKey, typed, files }: AnswersSpec): Html {
  const answers = fieldList.flatMap(({ id, kind }) => {
    if (kind === 'files') return files.map(({ record }) => hiddenField(id, record.fileId))
    return writtenIn(typed, id).map((value) => hiddenField(id, value))
  })
  const secrets = files.flatMap(({ secret }) => (secret === null ? [] : hiddenField(secretsField, secret)))
  return html`${hiddenField('idempotencyKey', idempotencyKey)}${writtenIn(typed, unsentField).map((value) =>
    hiddenField(unsentField, value),
  )}${writtenIn(typed, termsField).map((value) => hiddenField(termsField, value))}${answers}${secrets}`
}
