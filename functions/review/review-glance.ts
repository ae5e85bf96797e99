import { caseFileTexts } from '#functions/shared/pages/case-file-texts.ts'
import { caseFileId } from '#functions/shared/pages/case-file-view.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { type Html, type HtmlValue, html } from '#functions/shared/pages/html.ts'
import { code, userText } from '#functions/shared/pages/parts.ts'
import { fieldView } from '#functions/shared/pages/proposal-view.ts'
import { type FieldId, fields, optionLabel } from '#workflows/form/fields.ts'
import { valuesOf } from '#workflows/proposal/revision-changes.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import type { ReviewSheet } from './review-sheet.ts'
import { reviewTexts } from './review-texts.ts'

/** The answers of the form that stand among the facts. */
const glanced = ['municipalShare', 'capex', 'durationMonths', 'maturity'] as const satisfies FieldId[]

/** What the page holds, for whoever comes back to one part of it. */
export function onThisPage({ visit: { language }, file, sinceLastRound }: ReviewSheet): Html {
  const texts = reviewTexts[language]
  const parts: (readonly [id: string, title: string])[] = [
    ['facts', texts.factsTitle],
    ...(file === null ? [] : [[caseFileId, caseFileTexts[language].title] as const]),
    ...(sinceLastRound === null ? [] : [['changes', texts.changes.title] as const]),
    ['proposal', texts.proposalTitle],
    ['decision', texts.decision.title],
  ]
  return html`<nav class="on-page" aria-label="${texts.onThisPage}"><ul>${parts.map(
    ([id, title]) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>`
}

/** The numbers and names on which a judgement turns, before any long text. */
export function glance({ visit, revision }: ReviewSheet): Html {
  const { language, programme, stage, state, holder } = visit
  const { facts } = reviewTexts[language]
  const values = valuesOf(revision)
  const answer = (id: FieldId): readonly [string, HtmlValue] => [
    fields[id].label[language],
    values[id] === undefined || values[id] === '' ? null : fieldView(id, values[id], { language }),
  ]
  return glanceList([
    [facts.due, deadlineView(state.deadline.at, language, programme.timeZone)],
    [facts.applicant, state.applicant === null ? null : userText(state.applicant.organisation)],
    [facts.sector, optionLabel('category', state.sector)[language]],
    [facts.contractType, optionLabel('contractType', state.contractType)[language]],
    [facts.expectedRevenue, formatMoney(state.expectedRevenue, language)],
    ...glanced.map(answer),
    [facts.stage, stage.name[language]],
    [facts.round, formatNumber(state.round, language)],
    [facts.whatIsAsked, stage.purpose[language]],
    [facts.role, userText(holder.role[language])],
    [facts.reference, code(state.reference)],
  ])
}

function glanceList(rows: readonly (readonly [term: string, value: HtmlValue])[]): Html {
  return html`<dl class="at-a-glance">${rows
    .filter(([, value]) => value !== null)
    .map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`
}
