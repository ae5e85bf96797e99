import { paths } from '#functions/paths.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, type HtmlValue, html } from '#functions/shared/pages/html.ts'
import { lateNotice } from '#functions/shared/pages/late-notice.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { button, code, definitionList, faultOf, postForm, userText } from '#functions/shared/pages/parts.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { delegationForm, type Returned, recusalForm, returnedFaults } from './leave-forms.ts'
import { reviewTexts } from './review-texts.ts'
import type { OpenVisit } from './seat-visit.ts'

/** What a reviewer sees first: who asks what about whose proposal. No document opens before the declaration. */
export function declarationPage(visit: OpenVisit, returned?: Returned): string {
  const { language, programme, state, token } = visit
  const { pageTitle, declaration } = reviewTexts[language]
  const faults = returned?.form === 'declaration' ? returned.faults : []
  const main = html`<h1>${pageTitle}</h1>
${returnedFaults(returned, language)}${lateNotice(visit, { at: state.deadline.at, timeZone: programme.timeZone }, language)}
${seatFacts(visit)}
<section class="card"><h2>${declaration.title}</h2><p>${declaration.why}</p>
${postForm({ action: paths.declaration(token), language }, [
  field({
    kind: 'checkbox',
    name: 'noConflict',
    label: declaration.box,
    language,
    required: true,
    fault: faultOf(faults, 'noConflict', language),
  }),
  numberField({ token, language, faults }),
  button(declaration.button),
])}</section>
${recusalForm(visit, returned)}
${delegationForm(visit, returned)}`
  return layout({ language, title: pageTitle, programme, path: paths.review(token), main })
}

/** What is asked of whom, by when, about which proposal: all that is needed to judge a conflict of interest. */
function seatFacts(
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
