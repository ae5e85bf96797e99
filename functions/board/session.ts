import { logBy } from '#functions/adapters/log.ts'
import { type HttpRequest, type HttpResponse, seeOther } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { sessionCookieName } from '#functions/edge/session-cookie.ts'
import { inLanguage, pageLanguage } from '#functions/pages/page-language.ts'
import { paths } from '#functions/paths.ts'
import { memberWith } from '#functions/sign-in-link.ts'
import type { Language } from '#workflows/language.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import { comparableAddress } from '#workflows/programme/comparable-address.ts'
import type { Access, Member } from '#workflows/programme/programme.ts'
import type { BoardDependencies } from './dependencies.ts'

/** How long somebody stays signed in. Seconds. */
const sessionLength = 12 * 60 * 60
/** How long somebody stays signed in who does nothing. Seconds. */
const idleLength = 60 * 60
/** How often at most it is noted that a session is in use. Seconds. */
const noteEvery = 5 * 60

/** Somebody who may use the board, signed in. */
export interface Desk {
  readonly member: Member
  readonly language: Language
}

export type Answer = HttpResponse | Problem

/** What tells who is signed in. */
export type SessionDependencies = {
  readonly links: Pick<BoardDependencies['links'], 'find' | 'renew'>
  readonly commit: Pick<BoardDependencies['commit'], 'now'>
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

/** A session that begins. */
export function newSession(email: string, now: Date): ClaimTo<'session'> {
  const ends = new Date(now.getTime() + sessionLength * 1_000).toISOString()
  return { opens: 'session', email, began: now.toISOString(), ends, expires: idleAfter(now, ends) }
}

function idleAfter(now: Date, ends: string): string {
  const idle = new Date(now.getTime() + idleLength * 1_000).toISOString()
  return idle < ends ? idle : ends
}

/** Who is signed in; their session is kept alive by being used. */
async function memberOf(
  request: HttpRequest,
  { links, programme, publicUrl, commit }: SessionDependencies,
): Promise<Member | undefined> {
  const token = sessionToken(request, publicUrl())
  const claim = token === '' ? undefined : await links.find(token)
  if (claim?.opens !== 'session') return undefined
  const member = memberWith(claim.email, programme())
  if (member !== undefined)
    logBy(`${member.access} ${digestOfBytes(comparableAddress(member.email)).slice(0, 12)}`)
  if (member !== undefined && claim.ends !== undefined) {
    const expires = idleAfter(commit.now(), claim.ends)
    const unnoted = new Date(expires).getTime() - new Date(claim.expires).getTime()
    if (unnoted >= noteEvery * 1_000) await links.renew(token, { ...claim, expires })
  }
  return member
}

function cookie(value: string, maxAge: number, publicUrl: string): string {
  const secure = publicUrl.startsWith('https://') ? ' Secure;' : ''
  return `${sessionCookieName(publicUrl)}=${value}; Path=/; Max-Age=${maxAge};${secure} HttpOnly; SameSite=Lax`
}
