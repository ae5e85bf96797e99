import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import {
  type Answer,
  type HttpRequest,
  type HttpResponse,
  json,
  page,
  seeOther,
} from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { draftDone } from '#functions/shared/pages/draft.ts'
import { goneAnswer } from '#functions/shared/pages/gone.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import {
  button,
  code,
  definitionList,
  errorSummary,
  linkButton,
  postForm,
  userText,
} from '#functions/shared/pages/parts.ts'
import { numberFaults, numberField } from '#functions/shared/pages/shown-number.ts'
import { orAgain, recorded, shownAgain } from '#functions/shared/shown-again.ts'
import type { StateOf } from '#workflows/proposal/state.ts'
import { confirmOver, confirmTexts } from './confirm-texts.ts'
import { type ConfirmVisit, confirmVisit } from './confirm-visit.ts'
import { proposalDraft } from './landing-page.ts'

/** Asks for what starts the case: a number to type, which programs that open and press everything do not. */
function askPage(
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

function begunPage({ language, programme, token, state }: ConfirmVisit): string {
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

function overPage(
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

/** Shows what there is to confirm, or that it was confirmed. Changes nothing. */
export async function showConfirmation(
  request: HttpRequest,
  dependencies: SubmitDependencies,
): Promise<Answer> {
  const visit = await confirmVisit(request, dependencies)
  return 'code' in visit ? visit : shown(request, visit)
}

/** The applicant proved the address, and the case begins. A repeat gets the same answer. */
export async function confirmAddress(
  request: HttpRequest,
  dependencies: SubmitDependencies,
): Promise<Answer> {
  return orAgain(
    () => confirmVisit(request, dependencies),
    (visit) => confirm(request, visit, dependencies),
    (visit, problem) => {
      // It may have been closed since the page was read.
      if (isOver(visit)) return over(request, visit)
      const { state, language } = visit
      if (state.status !== 'unconfirmed' || problem.errors === undefined) return problem
      return shownAgain(request, problem, language, ({ faults }) => askPage(visit, state, faults))
    },
  )
}

async function confirm(
  request: HttpRequest,
  visit: ConfirmVisit,
  dependencies: SubmitDependencies,
): Promise<Answer> {
  if (isOver(visit)) return over(request, visit)
  const { reference, status } = visit.state
  const faults = status === 'unconfirmed' ? numberFaults(request, visit.token) : []
  if (faults.length > 0) return problems.unprocessable(faults)
  const committed = await recorded(dependencies, reference, { type: 'confirm' })
  if (isProblem(committed)) return committed
  if (request.wants === 'json') return json(200, { reference, status: 'confirmed' })
  return seeOther(inLanguage(paths.confirm(visit.token), request))
}

function shown(request: HttpRequest, visit: ConfirmVisit): HttpResponse {
  const { state } = visit
  if (isOver(visit)) return over(request, visit)
  const waits = state.status === 'unconfirmed'
  if (request.wants === 'json') {
    const { reference, title } = state
    return json(200, {
      reference,
      title,
      status: waits ? 'unconfirmed' : 'confirmed',
      ...(waits ? { confirmBy: state.deadline.at } : {}),
    })
  }
  return page(200, waits ? askPage(visit, state) : begunPage(visit))
}

function isOver({ state, isTooLate }: ConfirmVisit): boolean {
  return isTooLate || state.status === 'closed'
}

/** A case that lapsed before any stage closed was never confirmed; any other has a tracking page that tells more. */
function over(request: HttpRequest, visit: ConfirmVisit): HttpResponse {
  const { state, language, isTooLate } = visit
  const isLapsed =
    isTooLate || (state.status === 'closed' && state.closing === 'lapsed' && state.closedStages.length === 0)
  const isCorrected = state.status === 'closed' && state.because === 'address-corrected'
  const because = isCorrected ? 'corrected' : isLapsed ? 'lapsed' : 'closed'
  return goneAnswer(request, {
    language,
    ...confirmOver[because],
    facts: { reference: state.reference, status: because },
    html: () => overPage(visit, because),
  })
}
