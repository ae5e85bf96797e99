import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { type Html, type HtmlValue, html } from '#functions/shared/pages/html.ts'
import { code, definitionList, userText } from '#functions/shared/pages/parts.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { reviewTexts } from './review-texts.ts'
import type { OpenVisit } from './seat-visit.ts'

/** What is asked of whom, by when, about which proposal: all that is needed to judge a conflict of interest. */
export function seatFacts(
  { state, stage, holder, programme, language }: OpenVisit,
  more: readonly (readonly [term: string, value: HtmlValue])[] = [],
): Html {
  const { facts } = reviewTexts[language]
  return html`<div class="card">${definitionList([
    [facts.proposal, userText(state.title)],
    [facts.applicant, state.applicant === null ? null : userText(state.applicant.organisation)],
    [facts.whatIsAsked, stage.purpose[language]],
    [facts.stage, stage.name[language]],
    [facts.round, formatNumber(state.round, language)],
    [facts.role, userText(holder.role[language])],
    [facts.askedBy, programme.caseOffice.name[language]],
    [facts.due, deadlineView(state.deadline.at, language, programme.timeZone)],
    [facts.reference, code(state.reference)],
    ...more,
  ])}</div>`
}
