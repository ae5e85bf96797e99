import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { networkOf } from '#functions/shared/edge/network-of.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { signInLinkLength } from '#functions/shared/office/sign-in-link.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
import { signInForm } from '#functions/shared/requests/board.ts'
import { readForm, shownAgain } from '#functions/shared/shown-again.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { mailboxDigest } from '#workflows/programme/address-digest.ts'
import { signInPage } from './sign-in-page.ts'
import { emailFault } from './sign-in-texts.ts'

/**
 * Links that one address is sent in the time for which a link works. Whoever knows a member's address can use this up, but
 * each request sends the member a link that works until the limit is open again: nobody is locked out by it.
 */
const perAddress = { count: 3, seconds: signInLinkLength }
/** Requests that may come from one place. */
const perPlace = { count: 20, seconds: 3600 }

export async function showSignIn(request: HttpRequest, { programme }: BoardDependencies): Promise<Answer> {
  if (request.wants === 'json') return json(200, { signIn: paths.signIn() })
  const language = pageLanguage(request, 'fa')
  return page(200, signInPage({ language, programme: programme(), isSent: request.query['sent'] === '1' }))
}

/**
 * Notes that somebody wants to sign in. Whoever it is, the same is read and written and answered, so that nothing tells who is a
 * member; whether a mail goes is decided afterwards (`answerSignIns`).
 */
export async function askSignIn(request: HttpRequest, dependencies: BoardDependencies): Promise<Answer> {
  const { throttle, commit, programme, signIns } = dependencies
  const again = (problem: Problem) => {
    const language = pageLanguage(request, 'fa')
    return shownAgain(request, problem, language, (told) =>
      signInPage({ language, programme: programme(), email: typed(request.body, 'email'), ...told }),
    )
  }
  const read = readForm(request, signInForm, { email: emailFault })
  if (isProblem(read)) return again(read)
  const { email } = read.form
  const now = commit.now()
  const place = await throttle.take(`sign-in from ${digestOfBytes(networkOf(request.ip))}`, perPlace, now)
  if (!place.allowed) return again(problems.tooMany(place.retryAfter))
  const address = await throttle.take(`sign-in of ${mailboxDigest(email)}`, perAddress, now)
  // Past the limit the answer is the same, and still true: the links sent before work.
  if (address.allowed) await signIns.ask({ kind: 'sign-in', email, at: now.toISOString() })
  if (request.wants === 'json') return json(202, { sent: 'if-member' })
  return seeOther(inLanguage(`${paths.signIn()}?sent=1`, request))
}
