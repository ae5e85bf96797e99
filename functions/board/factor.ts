import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { enrolFaults, notRemovable } from '#functions/shared/office/factor-texts.ts'
import {
  authenticator,
  enrolmentFault,
  logFactor,
  newRecoveryCodes,
  newSecret,
  proveFactor,
  stepOf,
} from '#functions/shared/office/second-factor.ts'
import { clearedCookie, type Desk, newSession, sessionCookie } from '#functions/shared/office/session.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { maskedAddress } from '#functions/shared/pages/masked-address.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { normaliseCode } from '#workflows/text/normalise.ts'
import { enrolledPage, enrolPage, type FactorPage, ownFactorPage, provePage } from './factor-page.ts'
import { freshProof, mailProof } from './fresh-proof.ts'

/** For how long a secret that was offered can be set up; and for how long the mailed link counts as fresh. Milliseconds. */
const freshFor = 10 * 60_000
const offerSchema = z.object({ secret: z.string(), until: z.number() })

/** A member's second factor: its code where it is owed, the offer of a new one, or how it stands. */
export async function showFactor(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  return factorAnswer(request, dependencies, desk)
}

async function factorAnswer(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
  problem?: Problem,
): Promise<Answer> {
  if (request.wants === 'json' && problem !== undefined) return problem
  const { factors, programme, commit } = dependencies
  const { email } = desk.member
  const kept = await factors.find(email)
  const shown: FactorPage = { desk, programme: programme(), problem }
  const status = problem?.status ?? 200
  const isEnrolled = kept !== undefined && kept.state !== 'reset'
  const offersAnew = request.query['anew'] === '1' || typed(request.body, 'secret') !== ''
  if (isEnrolled && (desk.owes || kept.state === 'unreadable')) {
    const isReadable = kept.state === 'set'
    return request.wants === 'json'
      ? json(200, { owed: desk.owes, enrolled: true, readable: isReadable })
      : page(status, provePage(shown, isReadable))
  }
  if (kept?.state === 'set' && !offersAnew) {
    const facts = { enrolledAt: kept.factor.enrolledAt, recoveryLeft: kept.factor.recovery.length }
    if (request.wants === 'json') return json(200, { owed: false, enrolled: true, ...facts })
    return page(status, ownFactorPage(shown, facts))
  }
  const secret = (await offeredSecret(request, dependencies, email)) ?? newSecret(commit.random)
  const until = commit.now().getTime() + freshFor
  const sealed = await factors.encrypt(
    email,
    JSON.stringify({ secret, until } satisfies z.infer<typeof offerSchema>),
  )
  const asksEnrolment = kept?.state === 'reset'
  if (request.wants === 'json') {
    const uri = authenticator(secret, email, programme()).toString()
    return json(200, {
      owed: desk.owes,
      enrolled: isEnrolled,
      ...(asksEnrolment ? { asksEnrolment } : {}),
      offer: { secret: sealed, base32: secret, uri },
    })
  }
  const asksProof = isEnrolled || (!asksEnrolment && !isFresh(desk, commit.now()))
  return page(status, enrolPage(shown, { secret, sealed, asksProof, asksEnrolment, isEnrolled }))
}

/** Sets the factor up, or another in place of it; every other session ends. */
export async function enrolFactor(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { factors, links, commit, signIns, publicUrl, programme } = dependencies
  const { email } = desk.member
  const now = commit.now()
  const kept = await factors.find(email)
  const again = (problem: Problem) => factorAnswer(request, dependencies, desk, problem)
  // Who has a factor and owes it gives it first: the mailbox alone never replaces it.
  if (kept !== undefined && kept.state !== 'reset' && desk.owes) return again(factorOwed)
  const secret = await offeredSecret(request, dependencies, email)
  if (secret === undefined) return again(faultIn('secret'))
  const step = stepOf(secret, normaliseCode(typed(request.body, 'first')), now)
  if (step === undefined) return again(faultIn('first'))
  if (kept?.state === 'reset') {
    const given = typed(request.body, 'enrolment')
    const wrong = await enrolmentFault(email, kept.enrolment, given, { now, throttle: dependencies.throttle })
    if (wrong !== undefined) return again(wrong)
  } else if (kept !== undefined || !isFresh(desk, now)) {
    const refused = await freshProof(request, desk, dependencies)
    if (refused !== undefined) return again(refused)
  }
  const codes = newRecoveryCodes(commit.random)
  const factor = { secret, enrolledAt: now.toISOString(), lastStep: step, recovery: codes.kept }
  // A proof has written the row; what was reset meanwhile, or set up for the first time, is another's.
  const before = kept?.state === 'reset' ? kept : await factors.find(email)
  if (before?.state !== kept?.state || !(await factors.put(email, factor, before?.version ?? 0)))
    return again(problems.stale)
  logFactor(kept === undefined ? 'set up' : 'replaced', email)
  await signIns.ask({ kind: 'news', email, at: now.toISOString(), tells: 'factor-set' })
  await links.endSessions(email)
  const cookies = [sessionCookie(await links.issue(newSession(email, now, 'given')), publicUrl())]
  if (request.wants === 'json')
    return { ...json(200, { enrolled: true, recoveryCodes: codes.shown }), cookies }
  return { ...page(200, enrolledPage({ desk, programme: programme() }, codes.shown)), cookies }
}

/** The code that is owed at a sign-in: the session begins anew with it, under a token of its own. */
export async function proveSession(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { links, commit, publicUrl } = dependencies
  const { email } = desk.member
  const refused = await proveFactor(desk, typed(request.body, 'code'), commit.now(), dependencies)
  if (refused !== undefined) return factorAnswer(request, dependencies, desk, refused)
  await links.consume(desk.token)
  const cookies = [sessionCookie(await links.issue(newSession(email, commit.now(), 'given')), publicUrl())]
  if (request.wants === 'json') return { ...json(200, { board: paths.board() }), cookies }
  return seeOther(inLanguage(paths.board(), request), cookies)
}

/** Removes one's own factor, where the programme requires none. */
export async function removeFactor(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { factors, links, signIns, commit, programme, publicUrl } = dependencies
  const { email } = desk.member
  const again = (problem: Problem) => factorAnswer(request, dependencies, desk, problem)
  if (programme().board.secondFactor === 'required')
    return again({ status: 409, code: 'second-factor-required', ...notRemovable })
  const refused = await freshProof(request, desk, dependencies)
  if (refused !== undefined) return again(refused)
  await signIns.ask({ kind: 'news', email, at: commit.now().toISOString(), tells: 'factor-removed' })
  await factors.remove(email)
  logFactor('removed', email)
  await links.endSessions(email)
  const cookies = [clearedCookie(publicUrl())]
  if (request.wants === 'json') return { ...json(200, { enrolled: false }), cookies }
  return seeOther(inLanguage(paths.signIn(), request), cookies)
}

/** Has a fresh code mailed to a member who has no second factor, for a program that asks. */
export async function askProof(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const refused = await mailProof(desk, dependencies)
  if (refused !== undefined) return refused
  if (request.wants === 'json') return json(202, { sentTo: maskedAddress(desk.member.email) })
  return seeOther(inLanguage(paths.sessions(), request))
}

const factorOwed: Problem = faultIn('secret')

function faultIn(field: keyof typeof enrolFaults): Problem {
  return problems.unprocessable([{ field, code: 'invalid', message: enrolFaults[field] }])
}

/** Whoever came by a mailed link this minute has just proved their mailbox. */
function isFresh({ began }: Desk, now: Date): boolean {
  return began !== undefined && now.getTime() - new Date(began).getTime() <= freshFor
}

/** The secret that a form brings back, if it was offered here to this very member, not long ago. */
async function offeredSecret(
  { body }: Pick<HttpRequest, 'body'>,
  { factors, commit }: Pick<BoardDependencies, 'factors' | 'commit'>,
  email: string,
): Promise<string | undefined> {
  const opened = await factors.decrypt(email, typed(body, 'secret'))
  if (opened === undefined) return undefined
  const offer = offerSchema.parse(JSON.parse(opened))
  return offer.until >= commit.now().getTime() ? offer.secret : undefined
}
