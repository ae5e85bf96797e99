import { attachmentsTexts } from '#functions/shared/pages/attachments.ts'
import { proposalFieldsTexts } from '#functions/shared/pages/proposal-fields.ts'
import type { Field } from '#workflows/form/field.ts'
import { fieldList } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { Person } from './person.ts'

/** Answers the form's questions one by one, as somebody does who reads them; what is not answered stays as it stands. */
export async function fillProposal(
  person: Person,
  language: Language,
  answers: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const field of fieldList) {
    const value = answers[field.id]
    if (value !== undefined) await answer(person, field, { language, value })
  }
}

async function answer(
  person: Person,
  field: Field,
  { language, value }: { language: Language; value: unknown },
): Promise<void> {
  const label = field.label[language]
  const name = field.required || field.requiredWhen !== undefined ? label : person.optional(label)
  switch (field.kind) {
    case 'select':
    case 'radio': {
      const option = field.options.find((one) => one.value === value)?.label[language] ?? ''
      if (field.kind === 'radio') return person.choose(label, option)
      await person.page.getByRole('combobox', { name, exact: true }).selectOption({ label: option })
      return
    }
    case 'checkbox':
      return person.tick(field.help[language])
    case 'money-list': {
      const years = person.page.getByRole('group', { name: label })
      for (const [index, amount] of (Array.isArray(value) ? value : []).entries()) {
        const year = proposalFieldsTexts[language].year(formatNumber(index + 1, language))
        await years.getByRole('textbox', { name: year, exact: true }).fill(String(amount))
      }
      return
    }
    case 'files':
      throw new TypeError('Files are attached, not written')
    default:
      await person.write(name, String(value))
  }
}

/** The same with the keys alone, from the top of the page downwards. Of two radios it takes the first. */
export async function fillProposalByKeyboard(
  person: Person,
  answers: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const field of fieldList) {
    const value = answers[field.id]
    if (value !== undefined && field.kind !== 'files') await answerByKeyboard(person, field, value)
  }
}

async function answerByKeyboard(
  person: Person,
  field: Exclude<Field, { kind: 'files' }>,
  value: unknown,
): Promise<void> {
  const { keyboard } = person.page
  const controls = person.page.locator(`[name="${field.id}"]`)
  switch (field.kind) {
    case 'radio':
    case 'checkbox':
      await person.tabTo(controls.first())
      return keyboard.press('Space')
    case 'select': {
      await person.tabTo(controls)
      const place = field.options.findIndex((option) => option.value === value)
      for (let presses = -1; presses < place; presses += 1) await keyboard.press('ArrowDown')
      return
    }
    case 'money-list':
      for (const [index, amount] of (Array.isArray(value) ? value : []).entries()) {
        await person.typeInto(controls.nth(index), String(amount))
      }
      return
    default:
      return person.typeInto(controls, String(value))
  }
}

export async function attach(
  person: Person,
  language: Language,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  await person.page
    .getByLabel(attachmentsTexts[language].upload, { exact: true })
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) })),
    )
}
