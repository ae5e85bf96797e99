import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { draftDone } from '#functions/shared/pages/draft.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  button,
  code,
  definitionList,
  errorSummary,
  linkButton,
  postForm,
  userText,
} from '#functions/shared/pages/parts.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import type { StateOf } from '#workflows/proposal/state.ts'
import { confirmOver, confirmTexts } from './confirm-texts.ts'
import type { ConfirmVisit } from './confirm-visit.ts'
import { proposalDraft } from './landing-page.ts'

/** Asks for what starts the case: a number to type, which programs that open and press everything do not. */
export function askPage(
  { language, programme, token }: ConfirmVisit,
  { title, reference, deadline }: StateOf<'unconfirmed'>,
  faults: readonly FieldFault[] = [],
): string {
  const { ask } = confirmTexts[language]
  const main = html`<h1>${ask.title}</h1>
${errorSummary(faults, language)}
<p class="lead">${ask.lead}</p>
<div class="card">${definitionList([
    [ask.proposal, userText(title)],
    [ask.reference, code(reference)],
    [ask.until, deadlineView(deadline.at, language, programme.timeZone)],
  ])}</div>
${postForm({ action: paths.confirm(token), language }, [numberField({ token, language, faults }), button(ask.button)])}
<p class="quiet">${ask.notYou}</p>`
  return layout({ language, programme, title: ask.title, path: paths.confirm(token), main })
}

export function begunPage({ language, programme, token, state }: ConfirmVisit): string {
  const { begun, ask } = confirmTexts[language]
  const [first] = programme.stages
  const main = html`<h1>${begun.title}</h1>
<p class="lead">${begun.mail}</p>
<div class="card">${definitionList([
    [ask.proposal, userText(state.title)],
    [ask.reference, code(state.reference)],
  ])}</div>
${first !== undefined && html`<p class="quiet">${begun.next(first.name[language])}</p>`}${draftDone(proposalDraft)}`
  return layout({ language, programme, title: begun.title, path: paths.confirm(token), main })
}

export function overPage(
  { language, programme, token, state }: ConfirmVisit,
  because: keyof typeof confirmOver,
): string {
  const { title, detail } = confirmOver[because]
  const main = html`<h1>${title[language]}</h1>
<p>${detail[language]}</p>
<div class="card">${definitionList([
    [confirmTexts[language].ask.proposal, userText(state.title)],
    [confirmTexts[language].ask.reference, code(state.reference)],
  ])}</div>
${because === 'lapsed' && html`<div>${linkButton(paths.form(), confirmTexts[language].again, 'primary')}</div>`}`
  return layout({ language, programme, title: title[language], path: paths.confirm(token), main })
}
