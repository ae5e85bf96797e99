import { decisionWords } from '#functions/pages/decision-words.ts'
import { fieldId } from '#functions/pages/field.ts'
import { type Html, html } from '#functions/pages/html.ts'
import { stageName } from '#functions/pages/names.ts'
import { chip, paragraphs, type Tone, userText } from '#functions/pages/parts.ts'
import type { RoundAnswer } from '#functions/pages/round-answers.ts'
import type { DecisionKind } from '#workflows/decision.ts'
import { type FieldId, fields, isFieldId } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { TrackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'

const tones: Readonly<Record<DecisionKind, Tone>> = {
  approve: 'success',
  'request-changes': 'warning',
  reject: 'danger',
}

/** What the last round asked for, in the reviewers' own words, with the way to the questions that they concern. */
export function askedView({ visit: { language, programme }, asked, mayRevise }: TrackSheet): Html | false {
  if (asked === null || asked.answers.length === 0 || asked.round.outcome === 'approved') return false
  const texts = trackTexts[language]
  return html`<section id="asked"><h2>${texts.asked[asked.round.outcome]}</h2>
<p>${texts.askedBy(stageName(programme, asked.round.stage)[language])}</p>
<ul class="answers">${asked.answers.map((answer) => {
    const coded = reasonOf(answer, programme)
    const concerns = mayRevise ? concernsOf(answer, programme) : []
    return html`<li class="${answer.decision}"><div class="answer-head"><strong>${userText(answer.role[language])}</strong> ${chip(decisionWords[answer.decision][language], tones[answer.decision])}</div>
${coded !== undefined && html`<p class="quiet">${coded.text[language]}</p>`}${paragraphs(answer.reason)}
${concerns.length > 0 && html`<p class="concerns">${texts.concerns} ${concerns.map((id, index) => html`${index > 0 && texts.comma}<a href="#${fieldId(id)}">${fields[id].label[language]}</a>`)}</p>`}</li>`
  })}</ul></section>`
}

/** By question, what the answers that ask for changes ask of it; told beside it in the revision form. */
export function askedOfFields(
  { asked, visit: { programme } }: Pick<TrackSheet, 'asked' | 'visit'>,
  language: Language,
): Partial<Record<FieldId, string>> {
  const told: Partial<Record<FieldId, string[]>> = {}
  for (const answer of asked?.answers ?? []) {
    const words = `${reasonOf(answer, programme)?.text[language] ?? ''} – ${answer.role[language]}`
    for (const id of concernsOf(answer, programme)) told[id] = [...(told[id] ?? []), words]
  }
  return Object.fromEntries(
    Object.entries(told).map(([id, words]) => [id, words.join(trackTexts[language].semicolon)]),
  )
}

function reasonOf(
  { reasonCode }: RoundAnswer,
  { reasons }: Programme,
): Programme['reasons'][number] | undefined {
  return reasons.find(({ code }) => code === reasonCode)
}

function concernsOf(answer: RoundAnswer, programme: Programme): FieldId[] {
  if (answer.decision !== 'request-changes') return []
  return reasonOf(answer, programme)?.concerns?.filter(isFieldId) ?? []
}
