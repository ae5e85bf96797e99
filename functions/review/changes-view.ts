import { decisionTones, decisionWords } from '#functions/shared/pages/decision-words.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { definitionList, paragraphs, userText } from '#functions/shared/pages/parts.ts'
import { fieldView } from '#functions/shared/pages/proposal-view.ts'
import type { RoundAnswer } from '#functions/shared/pages/round-answers.ts'
import { wordChanges } from '#functions/shared/pages/word-changes.ts'
import { fields } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import type { FieldChange } from '#workflows/proposal/revision-changes.ts'
import { reviewTexts } from './review-texts.ts'

/** Each field that changed, old beside new. */
export function changesView(changes: readonly FieldChange[], language: Language): Html {
  const texts = reviewTexts[language].changes
  if (changes.length === 0) return html`<p>${texts.none}</p>`
  return html`${changes.map(
    (change) =>
      html`<div class="change"><h3>${fields[change.field].label[language]}</h3>${bothSides(change, language)}</div>`,
  )}`
}

/** Texts with the words marked that came and went; anything else as it was and as it is. */
function bothSides({ field, before, after }: FieldChange, language: Language): Html {
  const texts = reviewTexts[language].changes
  const { kind } = fields[field]
  const isText = (kind === 'text' || kind === 'textarea') && isWords(before) && isWords(after)
  const marked = isText ? wordChanges(before, after) : undefined
  return definitionList([
    [texts.before, marked?.before ?? fieldView(field, before, { language })],
    [texts.after, marked?.after ?? fieldView(field, after, { language })],
  ])
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** What seats answered in a round, by their role. */
export function answersView(answers: readonly RoundAnswer[], language: Language): Html {
  return html`<ul class="answers">${answers.map(
    ({ role, decision, reason }) =>
      html`<li class="${decisionTones[decision]}"><strong>${userText(role[language])}</strong> – ${decisionWords[decision][language]}${paragraphs(reason)}</li>`,
  )}</ul>`
}
