import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { amountBelow, dayField } from '#functions/shared/pages/in-words.ts'
import { button, faultOf, hiddenField, postForm } from '#functions/shared/pages/parts.ts'
import { jalaliShort } from '#workflows/contract/persian.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { paymentTexts } from './payment-texts.ts'
import type { BookedState, DeskVisit } from './visit.ts'

/** What is typed into the form, by field. */
export type PaymentDraft = Readonly<
  Partial<
    Record<
      'instalment' | 'amount' | 'receivedOn' | 'voucher' | 'surplus' | 'corrects' | 'note' | 'code',
      string
    >
  >
>

/** An empty form, or one that begins with the entry that is to be corrected. */
export function draftOf({ payments }: BookedState, correct: string | undefined): PaymentDraft {
  const payment = payments.find(({ sequence }) => String(sequence) === correct)
  if (payment === undefined) return {}
  const { sequence, instalment, amount, receivedOn, voucher } = payment
  return {
    instalment: String(instalment),
    amount: String(amount),
    receivedOn: jalaliShort(receivedOn),
    voucher,
    corrects: String(sequence),
  }
}

export function recordForm(
  { language, token }: DeskVisit,
  { terms, draft, faults }: { terms: ContractTerms; draft: PaymentDraft; faults: readonly FieldFault[] },
): Html {
  const texts = paymentTexts[language]
  const fault = (name: string): string | undefined => faultOf(faults, name, language)
  const isCorrection = (draft.corrects ?? '') !== ''
  const isMore = faults.some(({ code }) => code === 'more-than-due')
  const options = terms.payments.map(({ label }, index) => ({
    value: String(index + 1),
    label: `${formatNumber(index + 1, language)} – ${label[language]}`,
  }))
  const content = html`${isCorrection && html`${hiddenField('corrects', draft.corrects ?? '')}<p>${texts.correcting(formatNumber(Number(draft.corrects), language))}</p>`}
${field({ kind: 'select', name: 'instalment', label: texts.instalment, language, required: true, options, value: draft.instalment, fault: fault('instalment') })}
${
  isMore &&
  field({
    kind: 'radios',
    name: 'surplus',
    label: texts.whatOfSurplus,
    language,
    required: true,
    options: [
      { value: 'carry-over', label: texts.carryOver },
      { value: 'mistake', label: texts.mistake },
    ],
    value: undefined,
    fault: fault('surplus'),
  })
}<div class="pair">
${field({ kind: 'digits', name: 'amount', label: texts.amount, hint: isCorrection ? texts.amountHint : undefined, language, required: true, ltr: true, maxLength: 24, value: draft.amount, below: amountBelow(draft.amount ?? '', language), fault: fault('amount') })}
${dayField({ name: 'receivedOn', label: texts.receivedOn, language, required: true, value: draft.receivedOn, fault: fault('receivedOn') })}
</div>
${field({ kind: 'text', name: 'voucher', label: texts.voucher, language, required: true, maxLength: 60, value: draft.voucher, fault: fault('voucher') })}
${field({ kind: 'textarea', name: 'note', key: faults.length === 0 ? 'payment-note' : undefined, label: isCorrection ? texts.why : texts.note, language, rows: 2, maxLength: 2000, required: isCorrection, value: draft.note, fault: fault('note') })}
${sendMoney({ language, label: isCorrection ? texts.correct : texts.record, asksCode: draft.code !== undefined, fault: fault('code') })}`
  return html`<section class="card" id="record"><h2>${isCorrection ? texts.correctTitle : texts.recordTitle}</h2>
${postForm({ action: paths.payments(token), language }, content)}</section>`
}

/** The end of a form that records money: where the mailed code is typed, once it is asked for, and the buttons. */
export function sendMoney(spec: {
  readonly language: Language
  readonly label: string
  readonly asksCode: boolean
  readonly fault: string | undefined
}): Html {
  const { language, label, asksCode, fault } = spec
  if (!asksCode) return button(label)
  const { code, codeHint, newCode } = paymentTexts[language]
  return html`${field({ kind: 'digits', name: 'code', label: code, hint: codeHint, language, required: true, maxLength: 12, length: 6, autocomplete: 'one-time-code', fault })}
${button(label)} <button type="submit" class="button secondary" name="newCode" value="true">${newCode}</button>`
}
