import * as z from 'zod'
import { problems } from '#functions/edge/errors.ts'
import { type HttpRequest, json, page, seeOther } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { shortMail } from '#functions/emails/short-mail.ts'
import { fieldsOf, formFaults, typed } from '#functions/pages/form-faults.ts'
import { inLanguage, pageLanguage } from '#functions/pages/page-language.ts'
import { paths } from '#functions/paths.ts'
import { writtenAddress } from '#workflows/form/written-text.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress } from '#workflows/programme/comparable-address.ts'
import type { BoardDependencies } from './dependencies.ts'
import { type Answer, memberWith } from './session.ts'
import { signInPage } from './sign-in-page.ts'
import { emailFault } from './sign-in-texts.ts'

export const signInForm = z.object({
  email: writtenAddress,
})

/** How long a sign-in link works. Seconds. */
const linkLength = 30 * 60
/**
 * Links that one address is sent in the time for which a link works. Whoever knows a member's address can use this up, but
 * each request sends the member a link that works until the limit is open again: nobody is locked out by it.
 */
const perAddress = { count: 3, seconds: linkLength }
/** Requests that may come from one place. */
const perPlace = { count: 20, seconds: 3600 }

export async function showSignIn(request: HttpRequest, { programme }: BoardDependencies): Promise<Answer> {
  if (request.wants === 'json') return json(200, { signIn: paths.signIn() })
  const language = pageLanguage(request, 'fa')
  return page(200, signInPage({ language, programme: programme(), isSent: request.query['sent'] === '1' }))
}

/** Mails a sign-in link to a member. The answer is the same for everybody else, so that it tells nobody who is one. */
export async function askSignIn(request: HttpRequest, dependencies: BoardDependencies): Promise<Answer> {
  const { throttle, commit, programme } = dependencies
  const form = signInForm.safeParse(fieldsOf(request.body))
  if (!form.success) {
    const problem = problems.unprocessable(formFaults(form.error, { email: emailFault }))
    return again(request, programme(), problem)
  }
  const { email } = form.data
  const now = commit.now()
  const place = await throttle.take(`sign-in from ${digestOfBytes(request.ip)}`, perPlace, now)
  if (!place.allowed) return again(request, programme(), problems.tooMany(place.retryAfter))
  const address = await throttle.take(
    `sign-in of ${digestOfBytes(comparableAddress(email))}`,
    perAddress,
    now,
  )
  // Past the limit the answer is the same, and still true: the links sent before work.
  if (address.allowed) await mailLink(email, dependencies)
  if (request.wants === 'json') return json(202, { sent: 'if-member' })
  return seeOther(inLanguage(`${paths.signIn()}?sent=1`, request))
}

async function mailLink(email: string, dependencies: BoardDependencies): Promise<void> {
  const { links, mailer, commit, publicUrl } = dependencies
  const programme = dependencies.programme()
  const member = memberWith(email, programme)
  if (member === undefined) return
  const expires = new Date(commit.now().getTime() + linkLength * 1000).toISOString()
  const token = await links.issue({ opens: 'board', email: member.email, expires })
  await mailer.send(
    shortMail({
      to: member.email,
      programme,
      subject: { fa: 'پیوند ورود به میز پرونده‌ها', en: 'Sign-in to the board' },
      before: {
        fa: `${member.name.fa}، با این پیوند وارد میز پرونده‌ها شوید:`,
        en: `${member.name.en}, this link takes you to the board of cases:`,
      },
      brings: {
        href: `${publicUrl()}${paths.enter(token)}`,
        label: { fa: 'ورود به میز پرونده‌ها', en: 'Enter the board' },
      },
      after: {
        fa: 'پیوند تا نیم ساعت و تنها یک بار کار می‌کند. اگر شما آن را نخواسته‌اید، نادیده بگیرید.',
        en: 'It works once and for half an hour. If you did not ask for it, ignore this message.',
      },
    }),
  )
}

function again(
  request: HttpRequest,
  programme: ReturnType<BoardDependencies['programme']>,
  problem: Problem,
): Answer {
  if (request.wants === 'json') return problem
  const language = pageLanguage(request, 'fa')
  const { status, title, detail, errors, headers } = problem
  const html = signInPage({
    language,
    programme,
    email: typed(request.body, 'email'),
    faults: errors ?? [],
    ...(errors === undefined ? { message: { title: title[language], detail: detail[language] } } : {}),
  })
  return page(status, html, headers)
}
