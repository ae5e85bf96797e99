import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { dayField } from '#functions/shared/pages/in-words.ts'
import { guaranteeName, guaranteeStands } from '#functions/shared/pages/obligation-words.ts'
import { chip, disclosure, faultOf, postForm, table, userText } from '#functions/shared/pages/parts.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { formatMoney } from '#workflows/text/format-number.ts'
import { guaranteeTexts } from './guarantee-texts.ts'
import { sendMoney } from './payment-form.ts'
import type { BookedState, DeskVisit } from './visit.ts'

/** What is typed into the form, by field. */
export type GuaranteeDraft = Readonly<Record<string, string>>

interface Guarantees {
  readonly state: BookedState
  readonly terms: ContractTerms
  /** By their places, those that are overdue. */
  readonly expired: readonly number[]
  /** Undefined where the form was not sent. */
  readonly draft: GuaranteeDraft | undefined
  readonly faults: readonly FieldFault[]
}

/** What secures the contract and how each of it stands, with the form that records an extension or a release. */
export function guaranteeSection(
  { language, token, readsOnly }: Pick<DeskVisit, 'language' | 'token' | 'readsOnly'>,
  { state: { guarantees }, terms, expired, draft, faults }: Guarantees,
): Html | false {
  if (guarantees.length === 0) return false
  const texts = guaranteeTexts[language]
  const rows = guarantees.map((held) => {
    const { amount, issuer } = terms.guarantees[held.place - 1] ?? {}
    const isExpired = expired.includes(held.place)
    return [
      guaranteeName(held)[language],
      amount === undefined ? '–' : formatMoney(amount, language),
      issuer === undefined ? '–' : userText(issuer),
      html`${guaranteeStands(held, isExpired)[language]}${isExpired && html` ${chip(texts.expired, 'danger')}`}`,
    ]
  })
  const head = [texts.guarantee, texts.amount, texts.issuer, texts.standing]
  const form = recordForm({ language, token }, { guarantees, draft: draft ?? {}, faults })
  return html`<section id="guarantees">${table(texts.title, head, rows, { figures: [1], narrow: 'pairs' })}
${!readsOnly && disclosure(texts.record, form, { open: draft !== undefined })}</section>`
}

function recordForm(
  { language, token }: Pick<DeskVisit, 'language' | 'token'>,
  {
    guarantees,
    draft,
    faults,
  }: Pick<BookedState, 'guarantees'> & { draft: GuaranteeDraft; faults: readonly FieldFault[] },
): Html {
  const texts = guaranteeTexts[language]
  const fault = (name: string): string | undefined => faultOf(faults, name, language)
  const options = guarantees.map((held) => ({
    value: String(held.place),
    label: guaranteeName(held)[language],
  }))
  const content = html`${field({ kind: 'select', name: 'guarantee', label: texts.guarantee, language, required: true, options, value: draft['guarantee'], fault: fault('guarantee') })}
${field({
  kind: 'radios',
  name: 'change',
  label: texts.change,
  language,
  required: true,
  options: [
    { value: 'extended', label: texts.extended },
    { value: 'released', label: texts.released },
  ],
  value: draft['change'],
  fault: fault('change'),
})}
${dayField({ name: 'expiresOn', label: texts.expiresOn, hint: texts.expiresHint, language, required: true, value: draft['expiresOn'], when: { field: 'change', is: 'extended' }, fault: fault('expiresOn') })}
<div class="pair">
${field({ kind: 'text', name: 'document', label: texts.document, language, required: true, maxLength: 60, value: draft['document'], fault: fault('document') })}
${dayField({ name: 'on', label: texts.on, language, required: true, value: draft['on'], fault: fault('on') })}
</div>
${field({ kind: 'textarea', name: 'note', key: faults.length === 0 ? 'guarantee-note' : undefined, label: texts.note, hint: texts.noteHint, language, rows: 2, maxLength: 2000, value: draft['note'], fault: fault('note') })}
${sendMoney({ language, label: texts.submit, asksCode: draft['code'] !== undefined, fault: fault('code') })}`
  return postForm({ action: paths.guarantees(token), language }, content)
}
