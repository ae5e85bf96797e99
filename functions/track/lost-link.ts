import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { networkOf } from '#functions/shared/edge/network-of.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
import { button, errorSummary, faultOf, notice, postForm } from '#functions/shared/pages/parts.ts'
import type { SignIns } from '#functions/shared/ports/sign-ins.ts'
import { lostLinkForm } from '#functions/shared/requests/public.ts'
import { readForm, shownAgain, type ToldProblem } from '#functions/shared/shown-again.ts'
import type { Language, Text } from '#workflows/language.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { TrackDependencies } from './track-dependencies.ts'

const lostLinkFaults = {
  email: { fa: 'نشانی رایانامه را درست بنویسید.', en: 'Write a valid email address.' },
  reference: {
    fa: 'شمارهٔ پرونده را مانند TSV-1405-7F3K2 بنویسید، یا خالی بگذارید.',
    en: 'Write the reference as TSV-1405-7F3K2, or leave it empty.',
  },
} as const satisfies Record<string, Text>

const fa = {
  title: 'پیوندم را گم کرده‌ام',
  intro:
    'نشانی رایانامه‌ای را بنویسید که با آن پیشنهاد فرستاده‌اید یا قرارداد به آن رسیده است، تا پیوند تازهٔ پرونده‌هایتان فرستاده شود.',
  email: 'رایانامه',
  reference: 'شمارهٔ پرونده',
  referenceHint:
    'اگر می‌دانید، تنها پیوند همان پرونده فرستاده می‌شود؛ مانند TSV-1405-7F3K2. پرونده‌های پیش از این نسخهٔ سامانه تنها با شماره‌شان پیدا می‌شوند.',
  send: 'پیوند تازه را بفرستید',
  sentTitle: 'درخواست شما رسید',
  sentDetail:
    'اگر پرونده‌ای به این نشانی باشد، پیوند تازه تا چند لحظهٔ دیگر می‌رسد. هر نشانی روزی سه بار؛ اگر نرسید، به دبیرخانه بنویسید.',
}

const en: typeof fa = {
  title: 'I lost my link',
  intro:
    'Write the email address with which you sent your proposal, or to which the contract came, and fresh links to your cases will be sent there.',
  email: 'Email',
  reference: 'Reference',
  referenceHint:
    'If you know it, the link of that case alone is sent; such as TSV-1405-7F3K2. Cases from before this release are found by it alone.',
  send: 'Send a fresh link',
  sentTitle: 'Your request has arrived',
  sentDetail:
    'If there is a case with this address, a fresh link will arrive in a moment. Three times a day for each address; if nothing comes, write to the case office.',
}

export const lostLinkTexts = { fa, en } as const

/** Requests of one network in an hour. How many mails a mailbox is sent is counted where they are, not for requests that find nothing. */
const perNetwork = { count: 20, seconds: 3600 }

export interface AskLostLinkDependencies extends Pick<TrackDependencies, 'throttle' | 'now'> {
  readonly signIns: Pick<SignIns, 'ask'>
  readonly programme: () => Programme
}

/** Asks for the address to which fresh links go. */
export async function showLostLink(
  request: HttpRequest,
  { programme }: AskLostLinkDependencies,
): Promise<Answer> {
  if (request.wants === 'json') return json(200, { lostLink: paths.lostLink() })
  return page(200, lostLinkPage(request, programme(), { faults: [] }))
}

/**
 * Notes that somebody lost their links. Whoever it is, the same is read, written and answered, so that nothing tells who has a
 * case here; whether a mail goes is decided afterwards (`mailLostLinks`).
 */
export async function askLostLink(
  request: HttpRequest,
  dependencies: AskLostLinkDependencies,
): Promise<Answer> {
  const { throttle, signIns, programme } = dependencies
  const again = (problem: Problem) =>
    shownAgain(request, problem, languageOf(request, programme()), (told) =>
      lostLinkPage(request, programme(), told),
    )
  const read = readForm(request, lostLinkForm, lostLinkFaults)
  if (isProblem(read)) return again(read)
  const { email, reference } = read.form
  const now = dependencies.now()
  const network = `lost link from ${digestOfBytes(networkOf(request.ip))}`
  const place = await throttle.take(network, perNetwork, now)
  if (!place.allowed) return again(problems.tooMany(place.retryAfter))
  const about = reference === '' ? null : reference
  await signIns.ask({ kind: 'lost-links', email, at: now.toISOString(), reference: about })
  if (request.wants === 'json') return json(202, { sent: 'if-known' })
  return seeOther(inLanguage(`${paths.lostLink()}?sent=1`, request))
}

function languageOf(request: HttpRequest, { languages }: Programme): Language {
  return pageLanguage(request, languages[0] ?? 'fa')
}

function lostLinkPage(request: HttpRequest, programme: Programme, { faults, message }: ToldProblem): string {
  const language = languageOf(request, programme)
  const texts = lostLinkTexts[language]
  const form = html`${field({ kind: 'email', name: 'email', label: texts.email, language, required: true, maxLength: 254, value: typed(request.body, 'email'), fault: faultOf(faults, 'email', language), autocomplete: 'email' })}
${field({ kind: 'text', name: 'reference', label: texts.reference, hint: texts.referenceHint, language, ltr: true, maxLength: 40, value: typed(request.body, 'reference'), fault: faultOf(faults, 'reference', language), autocomplete: 'off' })}
${button(texts.send)}`
  const main = html`<h1>${texts.title}</h1>
${request.query['sent'] === '1' && notice('success', texts.sentTitle, texts.sentDetail)}
${message && notice(message.tone, message.title, message.detail)}
${errorSummary(faults, language)}
<p class="lead">${texts.intro}</p>
${postForm({ action: paths.lostLink(), language }, form)}`
  return layout({ language, title: texts.title, programme, path: paths.lostLink(), main })
}
