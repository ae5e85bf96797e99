import { paths } from '#functions/paths.ts'
import { sessionCookieName } from '#functions/shared/edge/session-cookie.ts'
import { type Answer, type HttpRequest, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
import { logBy } from '#functions/shared/ports/log.ts'
import type { Language } from '#workflows/language.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import type { Access, Member } from '#workflows/programme/programme.ts'
import { factorRequiredFrom, isFactorRequired } from '#workflows/programme/second-factor.ts'
import type { BoardDependencies } from './board-dependencies.ts'
import { memberWith } from './sign-in-link.ts'

/** How long somebody stays signed in. Seconds. */
const sessionLength = 12 * 60 * 60
/** How long somebody has to give a second factor that is owed, or to set it up. Seconds. */
const owingLength = 15 * 60
/** How long somebody stays signed in who does nothing. Seconds. */
const idleLength = 60 * 60
/** How often at most it is noted that a session is in use. Seconds. */
const noteEvery = 5 * 60

/** Somebody who may use the board, signed in. */
export interface Desk {
  readonly member: Member
  readonly language: Language
  /** Of the session, which is its cookie. */
  readonly token: string
  /** When it was begun. */
  readonly began: string | undefined
  /** Whether a second factor is still owed: then only the page opens that asks for it. */
  readonly owes: boolean
  /** From which day (ISO date) on it will be; null for a member who gave it, and where the programme names no day to come. */
  readonly owesFrom: string | null
}

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

const secondFactorFirst: Problem = {
  status: 401,
  code: 'second-factor-first',
  title: { fa: 'نخست عامل دوم را بدهید', en: 'Give your second factor first' },
  detail: {
    fa: 'برای میز پرونده‌ها، افزون بر پیوند رایانامه، کد یک‌بارمصرف نیز خواسته می‌شود.',
    en: 'The board asks for a one-time code besides the mailed link (POST /board/factor/proof, or POST /board/factor to set it up).',
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
    const desk = await deskOf(request, dependencies)
    if (desk === undefined) return led(request, signInFirst, paths.signIn())
    if (desk.owes) return led(request, secondFactorFirst, paths.factor())
    return admitted.has(desk.member.access) ? await route(request, dependencies, desk) : notYourPart
  }
}

/** A route that is open to every member, also while they owe their second factor. */
export function whileOwed<D extends SessionDependencies>(
  route: MembersRoute<D>,
): (request: HttpRequest, dependencies: D) => Promise<Answer> {
  return async (request, dependencies) => {
    const desk = await deskOf(request, dependencies)
    return desk === undefined
      ? led(request, signInFirst, paths.signIn())
      : await route(request, dependencies, desk)
  }
}

/** A browser is led to where it goes on; a program is told. */
function led(request: HttpRequest, problem: Problem, to: string): Answer {
  return request.wants === 'json' ? problem : seeOther(inLanguage(to, request))
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
export function newSession(
  email: string,
  now: Date,
  secondFactor?: NonNullable<ClaimTo<'session'>['secondFactor']>,
): ClaimTo<'session'> {
  const length = secondFactor === 'owed' ? owingLength : sessionLength
  const ends = new Date(now.getTime() + length * 1_000).toISOString()
  const given = secondFactor === undefined ? {} : { secondFactor }
  return { opens: 'session', email, began: now.toISOString(), ends, expires: idleAfter(now, ends), ...given }
}

function idleAfter(now: Date, ends: string): string {
  const idle = new Date(now.getTime() + idleLength * 1_000).toISOString()
  return idle < ends ? idle : ends
}

/** Who is signed in; their session is kept alive by being used. One that began before a second factor was required owes it now. */
async function deskOf(
  request: HttpRequest,
  { links, programme, publicUrl, commit }: SessionDependencies,
): Promise<Desk | undefined> {
  const token = sessionToken(request, publicUrl())
  const claim = token === '' ? undefined : await links.find(token)
  if (claim?.opens !== 'session') return undefined
  const member = memberWith(claim.email, programme())
  if (member === undefined) return undefined
  logBy(`${member.access} ${memberDigest(member.email).slice(0, 12)}`)
  if (claim.ends !== undefined) {
    const expires = idleAfter(commit.now(), claim.ends)
    const unnoted = new Date(expires).getTime() - new Date(claim.expires).getTime()
    if (unnoted >= noteEvery * 1_000) await links.renew(token, { ...claim, expires })
  }
  return {
    member,
    language: pageLanguage(request, member.language ?? 'fa'),
    token,
    began: claim.began,
    owes:
      claim.secondFactor === 'owed' ||
      (claim.secondFactor !== 'given' && isFactorRequired(programme(), commit.now())),
    owesFrom: claim.secondFactor === 'given' ? null : factorRequiredFrom(programme(), commit.now()),
  }
}

function cookie(value: string, maxAge: number, publicUrl: string): string {
  const secure = publicUrl.startsWith('https://') ? ' Secure;' : ''
  return `${sessionCookieName(publicUrl)}=${value}; Path=/; Max-Age=${maxAge};${secure} HttpOnly; SameSite=Lax`
}
