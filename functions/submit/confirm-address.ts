import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
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
  const visit = await confirmVisit(request, dependencies)
  if ('code' in visit) return visit
  if (isOver(visit)) return over(request, visit)
  const faults = numberFaults(request, visit.token)
  if (faults.length > 0 && visit.state.status === 'unconfirmed') {
    return page(422, askPage(visit, visit.state, faults))
  }
  const { reference } = visit.state
  const committed = await commit(dependencies, reference, { type: 'confirm' })
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) {
    // It was closed since the page was read.
    const now = await confirmVisit(request, dependencies)
    if ('code' in now) return now
    return isOver(now) ? over(request, now) : problemOf(committed)
  }
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
