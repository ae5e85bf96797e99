import { paths } from '#functions/paths.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { clearedCookie, newSession, sessionCookie, sessionToken } from '#functions/shared/office/session.ts'
import { memberWith } from '#functions/shared/office/sign-in-link.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { isFactorRequired } from '#workflows/programme/second-factor.ts'
import { enterPage } from './sign-in-page.ts'
import { linkGone } from './sign-in-texts.ts'

const goneLink: Problem = { status: 404, code: 'not-found', ...linkGone }

/** What a sign-in link opens: a small form. It changes nothing. */
export async function showEnter(request: HttpRequest, dependencies: BoardDependencies): Promise<Answer> {
  const token = request.path['token'] ?? ''
  const claim = await dependencies.links.find(token)
  if (claim?.opens !== 'board') return goneLink
  if (request.wants === 'json') return json(200, { enter: paths.enter(token) })
  return page(
    200,
    enterPage({ token, language: pageLanguage(request, 'fa'), programme: dependencies.programme() }),
  )
}

/** Uses the link up and signs its member in. */
export async function enter(request: HttpRequest, dependencies: BoardDependencies): Promise<Answer> {
  const { links, commit, programme, publicUrl } = dependencies
  const token = request.path['token'] ?? ''
  const claim = await links.find(token)
  if (claim?.opens !== 'board' || memberWith(claim.email, programme()) === undefined) return goneLink
  const faults = numberFaults(request, token)
  if (faults.length > 0) {
    return page(
      422,
      enterPage({ token, language: pageLanguage(request, 'fa'), programme: programme(), faults }),
    )
  }
  if (!(await links.consume(token))) return goneLink
  const kept = await dependencies.factors.find(claim.email)
  const isEnrolled = kept !== undefined && kept.state !== 'reset'
  const owes = kept !== undefined || isFactorRequired(programme(), commit.now())
  const session = await links.issue(newSession(claim.email, commit.now(), owes ? 'owed' : undefined))
  const cookies = [sessionCookie(session, publicUrl())]
  const to = owes ? paths.factor() : paths.board()
  if (request.wants === 'json')
    return { ...json(200, owes ? { secondFactor: to, enrolled: isEnrolled } : { board: to }), cookies }
  return seeOther(inLanguage(to, request), cookies)
}

/** Ends the session, here and in the store. */
export async function signOut(request: HttpRequest, dependencies: BoardDependencies): Promise<Answer> {
  const { links, publicUrl } = dependencies
  const token = sessionToken(request, publicUrl())
  const claim = token === '' ? undefined : await links.find(token)
  if (claim?.opens === 'session') await links.consume(token)
  const cookies = [clearedCookie(publicUrl())]
  const answer =
    request.wants === 'json'
      ? { ...json(200, { signedOut: true }), cookies }
      : seeOther(inLanguage(paths.signIn(), request), cookies)
  return { ...answer, headers: { ...answer.headers, 'clear-site-data': '"cache", "storage"' } }
}
