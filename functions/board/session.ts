import { logBy } from '#functions/adapters/log.ts'
import { type HttpRequest, type HttpResponse, seeOther } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { sessionCookieName } from '#functions/edge/session-cookie.ts'
import { inLanguage, pageLanguage } from '#functions/pages/page-language.ts'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress } from '#workflows/programme/comparable-address.ts'
import type { Access, Member, Programme } from '#workflows/programme/programme.ts'
import { samePerson } from '#workflows/proposal/state.ts'
import type { BoardDependencies } from './dependencies.ts'

/** How long somebody stays signed in. Seconds. */
export const sessionLength = 12 * 60 * 60

/** Somebody who may use the board, signed in. */
export interface Desk {
  readonly member: Member
  readonly language: Language
}

export type Answer = HttpResponse | Problem

/** What tells who is signed in. */
export type SessionDependencies = {
  readonly links: Pick<BoardDependencies['links'], 'find'>
} & Pick<BoardDependencies, 'programme' | 'publicUrl'>

type MembersRoute<D> = (request: HttpRequest, dependencies: D, desk: Desk) => Promise<Answer>

const signInFirst: Problem = {
  status: 401,
  code: 'sign-in-first',
  title: { fa: 'نخست وارد شوید', en: 'Sign in first' },
  detail: {
    fa: 'این صفحه برای همکاران شهرداری است. با پیوندی که به رایانامهٔ شما فرستاده می‌شود وارد شوید.',
    en: 'This page is for the city’s own staff. Sign in with the link that is sent to your address.',
  },
}

/** The answer to a member whose part of the board this is not. */
export const notYourPart: Problem = {
  status: 403,
  code: 'not-your-part',
  title: { fa: 'این بخش برای نقش شما باز نیست', en: 'This part is not open to your role' },
  detail: {
    fa: 'دبیرخانه همه چیز را می‌بیند و اصلاح می‌کند، امور مالی قراردادها و مبلغ‌ها را می‌بیند، و حسابرس همه چیز را می‌بیند بی‌آنکه چیزی را تغییر دهد.',
    en: 'The case office sees and repairs everything, finance sees contracts and money, and an auditor sees everything and changes nothing.',
  },
}

/**
 * A route for signed-in members alone: a browser is led to the sign-in page, a program gets 401. The case office may open
 * every one; who else may is said for each, and gets 403 otherwise.
 */
export function forMembers<D extends SessionDependencies>(
  route: MembersRoute<D>,
  alsoFor: readonly Exclude<Access, 'case-office'>[] = [],
): (request: HttpRequest, dependencies: D) => Promise<Answer> {
  const admitted: ReadonlySet<Access> = new Set(['case-office', ...alsoFor])
  return async (request, dependencies) => {
    const member = await memberOf(request, dependencies)
    if (member === undefined) {
      return request.wants === 'json' ? signInFirst : seeOther(inLanguage(paths.signIn(), request))
    }
    if (!admitted.has(member.access)) return notYourPart
    return await route(request, dependencies, {
      member,
      language: pageLanguage(request, member.language ?? 'fa'),
    })
  }
}

/** The member with that address; who left the programme is signed out with it. */
export function memberWith(email: string, programme: Programme): Member | undefined {
  return programme.caseOffice.members.find((member) => samePerson(member.email, email))
}

/** The token in the session cookie; empty when there is none. */
export function sessionToken({ cookies }: Pick<HttpRequest, 'cookies'>, publicUrl: string): string {
  return cookies[sessionCookieName(publicUrl)] ?? ''
}

export function sessionCookie(token: string, publicUrl: string): string {
  return cookie(token, sessionLength, publicUrl)
}

export function clearedCookie(publicUrl: string): string {
  return cookie('', 0, publicUrl)
}

async function memberOf(
  request: HttpRequest,
  { links, programme, publicUrl }: SessionDependencies,
): Promise<Member | undefined> {
  const token = sessionToken(request, publicUrl())
  const claim = token === '' ? undefined : await links.find(token)
  if (claim?.opens !== 'session') return undefined
  const member = memberWith(claim.email, programme())
  if (member !== undefined)
    logBy(`${member.access} ${digestOfBytes(comparableAddress(member.email)).slice(0, 12)}`)
  return member
}

function cookie(value: string, maxAge: number, publicUrl: string): string {
  const secure = publicUrl.startsWith('https://') ? ' Secure;' : ''
  return `${sessionCookieName(publicUrl)}=${value}; Path=/; Max-Age=${maxAge};${secure} HttpOnly; SameSite=Lax`
}
