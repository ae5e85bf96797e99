import { decisionTones, decisionWords } from '#functions/shared/pages/decision-words.ts'
import { fieldId } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { stageName } from '#functions/shared/pages/names.ts'
import { chip, disclosure, paragraphs, userText } from '#functions/shared/pages/parts.ts'
import type { RoundAnswer } from '#functions/shared/pages/round-answers.ts'
import { toldReason } from '#functions/shared/pages/told-reason.ts'
import { traitsOf } from '#workflows/decision.ts'
import { type FieldId, fields, isFieldId } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { TrackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'

/**
 * Why the last round ended as it did and what it asked for, in the reviewers' own words, with the way to the questions that they
 * concern. Who approved asked for nothing, and stands apart.
 */
export function askedView(sheet: TrackSheet): Html | false {
  const { visit, asked } = sheet
  if (asked === null) return false
  const { cause, criteria, answers, inFavour } = asked
  const { stage, outcome } = asked.round
  if (outcome === 'approved') return false
  if (cause === null && answers.length + inFavour.length === 0) return false
  const { language, programme } = visit
  const texts = trackTexts[language]
  return html`<section id="asked"><h2>${isAsked(asked) ? texts.asked[outcome] : texts.cameBack}</h2>
<p>${texts.askedBy(stageName(programme, stage)[language])}</p>
${cause !== null && html`<p><strong>${cause[language]}</strong></p>`}
${criteria.length > 0 && html`<p>${texts.criteria}</p><ul>${criteria.map((line) => html`<li>${line[language]}</li>`)}</ul>`}
${answers.length > 0 && answersList(answers, sheet)}
${inFavour.length > 0 && disclosure(texts.inFavour, answersList(inFavour, sheet))}</section>`
}

/** Whether the heading may speak of requests: a proposal that a mean sent back was asked for nothing. */
export function isAsked({ round, answers }: NonNullable<TrackSheet['asked']>): boolean {
  if (round.outcome !== 'changes-requested') return true
  return answers.some(({ decision }) => traitsOf[decision].asksForChanges)
}

function answersList(
  answers: readonly RoundAnswer[],
  { visit: { language, programme }, mayRevise }: TrackSheet,
): Html {
  const texts = trackTexts[language]
  return html`<ul class="answers">${answers.map((answer) => {
    const told = toldReason(answer.reasonCode, programme)
    const concerns = mayRevise ? concernsOf(answer, programme) : []
    const tone = decisionTones[answer.decision]
    return html`<li class="${tone}"><div class="answer-head"><strong>${userText(answer.role[language])}</strong> ${chip(decisionWords[answer.decision][language], tone)}</div>
${told !== undefined && html`<p class="quiet">${told.text[language]}</p>`}${told !== undefined && told.forApplicant !== null && html`<p>${told.forApplicant[language]}</p>`}${paragraphs(answer.reason)}
${concerns.length > 0 && html`<p class="concerns">${texts.concerns} ${concerns.map((id, index) => html`${index > 0 && texts.comma}<a href="#${fieldId(id)}">${fields[id].label[language]}</a>`)}</p>`}</li>`
  })}</ul>`
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
  if (!traitsOf[answer.decision].asksForChanges) return []
  return reasonOf(answer, programme)?.concerns?.filter(isFieldId) ?? []
}
