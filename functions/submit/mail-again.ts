import { paths } from '#functions/paths.ts'
import { isProblem, problemOf, problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { buckets, limits, proposalsOf } from '#functions/shared/intake/limits.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { recorded, shownAgain } from '#functions/shared/shown-again.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { type SendingVisit, sendingField, sendingVisit } from './sending.ts'
import { thanksPage } from './thanks-page.ts'

/** A second click asks for nothing more. */
const oncePerMinute = { count: 1, seconds: 60 }

/** Sends the mail to confirm once more, within the limits of the mailbox that it goes to. */
export async function mailAgain(request: HttpRequest, dependencies: SubmitDependencies): Promise<Answer> {
  const { throttle, now } = dependencies
  const visit = await sendingVisit(typed(request.body, sendingField), dependencies)
  if ('code' in visit) return visit
  if (visit.standing !== 'waits') return sendingOver(request, visit)
  const { email, token, programme } = visit
  const { reference } = visit.state
  const first = await throttle.take(`mail-again ${reference}`, oncePerMinute, now())
  if (first.allowed) {
    const fault = await mailFault({ ip: request.ip, email, programme }, dependencies)
    if (fault !== null) return returned(request, visit, { problem: fault })
    const committed = await recorded(dependencies, reference, { type: 'ask-confirmation' })
    if (isProblem(committed)) return committed
  }
  if (request.wants === 'json') return json(202, { reference, status: 'sent' })
  return seeOther(`${inLanguage(paths.thanks(reference, token), request)}&told=again`)
}

/** Whether one more mail before the address is confirmed may go there, asked for from here; as if a proposal were sent. */
export async function mailFault(
  { ip, email, programme, named }: Mailed,
  { throttle, now }: Pick<SubmitDependencies, 'throttle' | 'now'>,
): Promise<Problem | null> {
  const byIp = await throttle.take(buckets.proposalsOf(ip), limits.proposalsPerIp, now())
  if (!byIp.allowed) return problems.tooMany(byIp.retryAfter)
  const allowed = proposalsOf(email, programme)
  const byAddress = await throttle.take(buckets.proposalsFor(email), allowed, now(), named)
  return byAddress.allowed ? null : problems.tooMany(byAddress.retryAfter)
}

interface Mailed extends Pick<SendingVisit, 'email' | 'programme'> {
  readonly ip: string
  /** What is repeated under one name is counted once. */
  readonly named?: string
}

/** Nothing waits any more: the page says what became of it. */
export function sendingOver(request: HttpRequest, visit: SendingVisit): Answer {
  const { state, programme } = visit
  const { reference } = state
  if (request.wants === 'json') return problemOf(refuse('not-now'))
  return page(409, thanksPage({ language: request.language, programme, reference, visit }))
}

/** The page again, with what was typed and why nothing was sent. */
export function returned(
  request: HttpRequest,
  visit: SendingVisit,
  { problem, email }: { problem: Problem; email?: string },
): Promise<Answer> {
  const { programme, state } = visit
  const { language } = request
  return shownAgain(request, problem, language, ({ faults }) =>
    thanksPage({
      language,
      programme,
      reference: state.reference,
      visit,
      told: problem.status === 429 ? 'tooMany' : undefined,
      ...(email === undefined ? {} : { email }),
      faults,
    }),
  )
}
