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
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { goneAnswer } from '#functions/shared/pages/gone.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { orAgain, recorded, shownAgain } from '#functions/shared/shown-again.ts'
import { askPage, begunPage, overPage } from './confirm-pages.ts'
import { confirmOver } from './confirm-texts.ts'
import { type ConfirmVisit, confirmVisit } from './confirm-visit.ts'

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
