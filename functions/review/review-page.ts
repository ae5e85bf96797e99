import { paths } from '#functions/paths.ts'
import { caseFileTexts } from '#functions/shared/pages/case-file-texts.ts'
import { caseFileId, caseFileView } from '#functions/shared/pages/case-file-view.ts'
import { receiptView } from '#functions/shared/pages/contract-view.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { decisionWords } from '#functions/shared/pages/decision-words.ts'
import { draftDone } from '#functions/shared/pages/draft.ts'
import { type Html, type HtmlValue, html } from '#functions/shared/pages/html.ts'
import { lateNotice } from '#functions/shared/pages/late-notice.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  code,
  dateTime,
  definitionList,
  notice,
  paragraphs,
  userText,
} from '#functions/shared/pages/parts.ts'
import { fieldView, proposalView } from '#functions/shared/pages/proposal-view.ts'
import { stageRule } from '#functions/shared/pages/stage-rule.ts'
import type { Draft } from '#functions/shared/ports/drafts.ts'
import { type FieldId, fields, optionLabel } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { isForReviewers, valuesOf } from '#workflows/proposal/revision-changes.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import { answersView, changesView } from './changes-view.ts'
import { decisionForm, seatDraft } from './decision-form.ts'
import { readDecision } from './decision-input.ts'
import { delegationForm, type Returned, recusalForm, returnedFaults } from './leave-forms.ts'
import type { ReviewSheet } from './review-sheet.ts'
import { reviewTexts } from './review-texts.ts'

/** The answers of the form that stand among the facts. */
const glanced = ['municipalShare', 'capex', 'durationMonths', 'maturity'] as const satisfies FieldId[]

/** What the page holds, for whoever comes back to one part of it. */
function onThisPage({ visit: { language }, file, sinceLastRound }: ReviewSheet): Html {
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
function glance({ visit, revision }: ReviewSheet): Html {
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

/** The page of a declared reviewer: receipt, facts, what changed, the proposal, and the decision. */
export function reviewPage(sheet: ReviewSheet, returned?: Returned): string {
  const { visit, revision, file, withheld, sinceLastRound } = sheet
  const { language, programme, stage, token, state } = visit
  const texts = reviewTexts[language]
  const fileHref = (fileId: string): string => paths.reviewFile(token, fileId)
  const again =
    returned?.form === 'decision'
      ? { ...returned, typed: readDecision(returned.body, { ...stage, rubric: programme.rubric }).typed }
      : undefined
  const main = html`<p class="eyebrow">${texts.pageTitle}</p><h1>${userText(state.title)}</h1>
${returnedFaults(returned, language)}${lateNotice(visit, { at: state.deadline.at, timeZone: programme.timeZone }, language)}${receipt(sheet)}
${onThisPage(sheet)}
<section id="facts"><h2>${texts.factsTitle}</h2><div class="card">${glance(sheet)}</div></section>
${file !== null && caseFileView({ file, programme, language, fileHref, withheld })}
${
  sinceLastRound !== null &&
  html`<section id="changes"><h2>${texts.changes.title}</h2>
<h3>${texts.changes.asked}</h3>${answersView(sinceLastRound.asked, language)}
${changesView(sinceLastRound.changes, language)}</section>`
}
<section id="proposal"><h2>${texts.proposalTitle}</h2>
${proposalView({
  revision,
  language,
  fileHref,
  withheld,
  shown: isForReviewers,
})}</section>
<section class="card" id="decision"><h2>${texts.decision.title}</h2>${ruleView(sheet)}${draftNotice(sheet)}${decisionForm(sheet, again)}</section>
${delegationForm(visit, returned)}
${recusalForm(visit, returned)}${sheet.decided !== null && draftDone(`${seatDraft(visit)} undecided`)}`
  return layout({ language, title: texts.pageTitle, programme, path: paths.review(token), main })
}

/** How the stage decides and how many are awaited: nothing that follows from what others answered. */
function ruleView({ visit, awaited, isLast }: ReviewSheet): Html {
  const { language, programme, stage, state } = visit
  const texts = reviewTexts[language].decision
  const number = (value: number): string => formatNumber(value, language)
  return html`<div class="about"><h3>${texts.rule}</h3><ul>${stageRule({
    stage,
    round: state.round,
    programme,
  }).map((sentence) => html`<li>${sentence[language]}</li>`)}</ul>
<p><strong>${isLast ? texts.awaitedAlone : texts.awaited(number(awaited), number(state.seats.length))}</strong></p></div>`
}

/** Said where the form is, so that nobody takes what they find there for a decision. */
function draftNotice({ draft, visit: { language, programme } }: ReviewSheet): Html | false {
  if (draft === null) return false
  const texts = reviewTexts[language].decision
  return notice(
    'info',
    texts.draftTitle,
    html`<p>${texts.draftDetail} ${dateTime(draft.at, language, programme.timeZone)}</p>${hadChosen(draft, programme, language)}`,
  )
}

/** What had been chosen, in words: no control brings it back. */
function hadChosen({ decision, reasonCode }: Draft, programme: Programme, language: Language): Html | false {
  if (decision === undefined) return false
  const coded = programme.reasons.find(({ code }) => code === reasonCode)
  const texts = reviewTexts[language].decision
  return html`<p>${texts.hadChosen(decisionWords[decision][language], coded?.text[language] ?? null)}</p>`
}

function receipt({ decided, isLast, visit: { language, programme } }: ReviewSheet): Html | false {
  if (decided === null) return false
  const texts = reviewTexts[language].receipt
  const { reasonCode, scores } = decided.data
  const coded = programme.reasons.find(({ code }) => code === reasonCode)
  const scored = programme.rubric.criteria.flatMap(({ id, name }) => {
    const score = scores[id]
    return score === undefined ? [] : [`${name[language]}: ${formatNumber(score, language)}`]
  })
  return notice('success', texts.title, [
    definitionList([
      [texts.decided, decisionWords[decided.data.decision][language]],
      [texts.reasonCode, coded === undefined ? null : coded.text[language]],
      [texts.reason, paragraphs(decided.data.reason)],
      [
        texts.scores,
        scored.length === 0
          ? null
          : html`<ul class="plain">${scored.map((score) => html`<li>${score}</li>`)}</ul>`,
      ],
    ]),
    receiptView(decided, language, programme.timeZone),
    isLast ? null : html`<p>${texts.lastWord}</p>`,
  ])
}
