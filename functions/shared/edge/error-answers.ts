import { paths } from '#functions/paths.ts'
import { type HttpResponse, page } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { FileWithheld } from '#functions/shared/ports/malware.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { errorPage } from './error-page.ts'
import { problems } from './errors.ts'
import { type Exchange, type Middleware, methodOf, RequestProblem } from './exchange.ts'
import { unshownCase } from './unshown-case.ts'
import { withheldProblems } from './withheld-file.ts'

/** Whatever is thrown becomes an answer that tells nothing of the inside. */
export const errorAnswers: Middleware = {
  onError(request) {
    request.response = errorAnswer(problemBehind(request.error, request.event), request.event)
  },
}

/** A problem as its reader wants it: a page, or problem+json by RFC 9457. */
export function errorAnswer(problem: Problem, exchange: Exchange): HttpResponse {
  exchange.problemCode = problem.code
  const { event, preferences } = exchange
  const { requestId } = event.requestContext
  if (preferences.wants === 'json') return problemJson(problem, exchange)
  const path = methodOf(event) === 'POST' ? null : event.rawPath
  return page(
    problem.status,
    errorPage({ problem, language: preferences.language, path, requestId }),
    problem.headers,
  )
}

function problemJson(problem: Problem, { event, preferences: { language } }: Exchange): HttpResponse {
  const { status, code, title, detail, next = [], errors, headers } = problem
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      ...headers,
    },
    body: JSON.stringify({
      type: `urn:tasvib:problem:${code}`,
      status,
      code,
      title: title[language],
      detail: [detail, ...next].map((words) => words[language]).join(' '),
      instance: `urn:tasvib:request:${encodeURIComponent(event.requestContext.requestId)}`,
      ...(errors === undefined
        ? {}
        : { errors: errors.map((fault) => ({ ...fault, message: fault.message[language] })) }),
    }),
  }
}

function problemBehind(error: unknown, { event }: Exchange): Problem {
  if (error instanceof RequestProblem) return error.problem
  if (error instanceof FileWithheld) return withheldProblems[error.verdict]
  if (error instanceof Unavailable) return problems.unavailable(error.retryAfter)
  const ofBoard = event.routeKey.includes(` ${paths.board()}`)
    ? event.pathParameters?.['reference']
    : undefined
  return unshownCase(error, { board: ofBoard }) ?? problems.internal
}
