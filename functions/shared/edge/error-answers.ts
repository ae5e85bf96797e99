import { paths } from '#functions/paths.ts'
import { type HttpResponse, page } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { linkButton } from '#functions/shared/pages/parts.ts'
import { FileWithheld } from '#functions/shared/ports/malware.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { problems } from './errors.ts'
import { type Exchange, type Middleware, methodOf, RequestProblem } from './exchange.ts'
import { nextSteps } from './next-steps.ts'
import { unshownCase } from './unshown-case.ts'

const toOffice = {
  fa: 'اگر به آن نیاز دارید، به دبیرخانه بنویسید تا نسخهٔ سالمی از فرستنده بخواهد.',
  en: 'If you need it, write to the case office, which can ask its sender for a clean copy.',
} as const

/** The answer to whoever asks for a file that is withheld, by what the scan for malware says of it. */
const withheldProblems: Readonly<Record<FileWithheld['verdict'], Problem>> = {
  pending: {
    status: 503,
    code: 'file-being-checked',
    title: { fa: 'فایل در حال بررسی است', en: 'The file is being checked' },
    detail: {
      fa: 'این فایل از نظر بدافزار بررسی می‌شود و پس از آن باز می‌شود؛ معمولاً یک دقیقه زمان می‌برد.',
      en: 'This file is being checked for malware and opens after that, usually within a minute.',
    },
    next: [
      { fa: 'یک دقیقه بعد دوباره امتحان کنید.', en: 'Try again in a minute.' },
      {
        fa: 'اگر پس از یک ساعت هنوز باز نمی‌شود، به دبیرخانه بنویسید.',
        en: 'If it does not open after an hour, write to the case office.',
      },
    ],
    again: { fa: 'تلاش دوباره', en: 'Try again' },
    headers: { 'retry-after': '60' },
  },
  threat: {
    status: 403,
    code: 'file-has-malware',
    title: { fa: 'این فایل داده نمی‌شود', en: 'This file is withheld' },
    detail: {
      fa: 'در این فایل بدافزاری پیدا شده است و به هیچ‌کس داده نمی‌شود. بقیهٔ پرونده سر جای خود است.',
      en: 'Malware was found in this file, and it is given to nobody. The rest of the case is as it was.',
    },
    next: [toOffice],
  },
  unchecked: {
    status: 403,
    code: 'file-not-checked',
    title: { fa: 'این فایل داده نمی‌شود', en: 'This file is withheld' },
    detail: {
      fa: 'این فایل از نظر بدافزار بررسی‌شدنی نبود، مثلاً چون گذرواژه دارد، و تا بررسی نشود به کسی داده نمی‌شود.',
      en: 'This file could not be checked for malware, for instance since it has a password, and is given to nobody until it is.',
    },
    next: [toOffice],
  },
}

const statusWords: Readonly<Record<Language, string>> = { fa: 'کد', en: 'Code' }
const nextWords: Readonly<Record<Language, string>> = { fa: 'اکنون چه کنید', en: 'What you can do now' }
const writeWords: Readonly<Record<Language, string>> = {
  fa: 'نوشتن به دبیرخانه',
  en: 'Write to the case office',
}
const homeWords: Readonly<Record<Language, string>> = { fa: 'صفحهٔ نخست', en: 'First page' }
const requestWords: Readonly<Record<Language, string>> = {
  fa: 'اگر به دبیرخانه می‌نویسید این شماره را هم بنویسید:',
  en: 'If you write to the case office, please quote this number:',
}

const lostWords: Readonly<Record<Language, string>> = { fa: 'پیوندم را گم کرده‌ام', en: 'I lost my link' }
/** What somebody is told whose link opens nothing, or nothing any more. */
const asksAnew: ReadonlySet<number> = new Set([404, 410])

interface ErrorPageSpec {
  readonly programme: Programme
  readonly problem: Problem
  readonly language: Language
  /** For the language switch; null where a GET of it shows something else. */
  readonly path: string | null
  readonly requestId: string
}

/** The page of a problem: what happened, what to do, and the fields that it is about. */
export function errorPage({ programme, problem, language, path, requestId }: ErrorPageSpec): string {
  const { title, detail, errors = [], status, next = nextSteps(status), again } = problem
  const { caseOffice } = programme
  // A path that starts with two slashes would lead to another host.
  const own = path !== null && /^\/(?![/\\])/.test(path) ? path : null
  return layout({
    language,
    title: title[language],
    programme,
    path: own,
    main: html`<p class="eyebrow">${statusWords[language]} ${formatNumber(status, language)}</p><h1>${title[language]}</h1>
<p class="lead">${detail[language]}</p>
${errors.length > 0 && html`<ul>${errors.map(({ message }) => html`<li>${message[language]}</li>`)}</ul>`}
${next.length > 0 && html`<section class="card"><h2>${nextWords[language]}</h2><ol>${next.map((step) => html`<li>${step[language]}</li>`)}</ol></section>`}
${status >= 500 && html`<p>${requestWords[language]} <code dir="ltr">${requestId}</code></p>`}
<p class="actions">${again !== undefined && own !== null && html`${linkButton(own, again[language], 'primary')} `}${linkButton(`mailto:${caseOffice.email}`, writeWords[language])} ${asksAnew.has(status) && html`${linkButton(paths.lostLink(), lostWords[language])} `}${linkButton(paths.form(), homeWords[language])}</p>`,
  })
}

/** Whatever is thrown becomes an answer that tells nothing of the inside. */
export const errorAnswers: Middleware = {
  onError(request) {
    request.response = errorAnswer(problemBehind(request.error, request.event), request.event)
  },
}

/** A problem as its reader wants it: a page, or problem+json by RFC 9457. */
export function errorAnswer(problem: Problem, exchange: Exchange): HttpResponse {
  exchange.problemCode = problem.code
  const { event, preferences, edge } = exchange
  const { requestId } = event.requestContext
  if (preferences.wants === 'json') return problemJson(problem, exchange)
  const path = methodOf(event) === 'POST' ? null : event.rawPath
  return page(
    problem.status,
    errorPage({
      programme: edge.programme(),
      problem,
      language: preferences.language,
      path,
      requestId,
    }),
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
