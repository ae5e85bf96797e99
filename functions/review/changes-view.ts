import { type Html, html } from '#functions/pages/html.ts'
import { decisionWords } from '#functions/pages/ledger-view.ts'
import { definitionList, paragraphs, userText } from '#functions/pages/parts.ts'
import { fieldView } from '#functions/pages/proposal-view.ts'
import type { FieldChange } from '#functions/pages/revision-changes.ts'
import type { RoundAnswer } from '#functions/pages/round-answers.ts'
import { fields } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import { reviewTexts } from './review-texts.ts'

/** Each field that changed, old beside new. */
export function changesView(changes: readonly FieldChange[], language: Language): Html {
  const texts = reviewTexts[language].changes
  if (changes.length === 0) return html`<p>${texts.none}</p>`
  return html`${changes.map(
    ({ field, before, after }) => html`<div class="change"><h3>${fields[field].label[language]}</h3>
${definitionList([
  [texts.before, fieldView(field, before, { language })],
  [texts.after, fieldView(field, after, { language })],
])}</div>`,
  )}`
}

/** What seats answered in a round, by their role. */
export function answersView(answers: readonly RoundAnswer[], language: Language): Html {
  return html`<ul class="answers">${answers.map(
    ({ role, decision, reason }) =>
      html`<li><strong>${userText(role[language])}</strong> – ${decisionWords[decision][language]}${paragraphs(reason)}</li>`,
  )}</ul>`
}
