import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { memberFaults } from '#functions/shared/office/factor-texts.ts'
import { logFactor, newEnrolment } from '#functions/shared/office/second-factor.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { memberWith } from '#functions/shared/office/sign-in-link.ts'
import { fieldsOf, formFaults, typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { KeptFactor } from '#functions/shared/ports/factors.ts'
import { memberForm } from '#functions/shared/requests/board.ts'
import type { Member } from '#workflows/programme/programme.ts'
import { samePerson } from '#workflows/proposal/state.ts'
import { freshProof } from './fresh-proof.ts'
import { membersPage } from './members-page.ts'

type FactorState = 'none' | KeptFactor['state']

/** A member, and how they come in. */
export interface MemberRow {
  readonly member: Member
  readonly enrolledAt: string | null
  readonly factor: FactorState
  readonly sessions: number
}

/** Who may use the board, with which factor, and where each is signed in. */
export async function showMembers(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const rows = await membersOf(dependencies)
  if (request.wants === 'json') {
    const members = rows.map(({ member: { email, access }, ...row }) => ({ email, access, ...row }))
    return json(200, { members })
  }
  return membersAnswer(request, dependencies, desk)
}

async function membersAnswer(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
  { problem, code }: { readonly problem?: Problem; readonly code?: string } = {},
): Promise<Answer> {
  if (request.wants === 'json' && problem !== undefined) return problem
  const isEnrolled = (await dependencies.factors.find(desk.member.email)) !== undefined
  const html = membersPage(desk, {
    programme: dependencies.programme(),
    rows: await membersOf(dependencies),
    isEnrolled,
    isDone: request.query['done'] === '1',
    member: typed(request.body, 'member'),
    act: typed(request.body, 'act'),
    problem,
    code,
  })
  return page(problem?.status ?? 200, html)
}

/**
 * A member of the case office ends another's sessions, or resets their second factor as well: never their own, and with a code of
 * theirs. Whoever it is done to is told by mail, and the notice is asked for first.
 */
export async function actOnMember(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { factors, links, signIns, commit, programme } = dependencies
  const again = (problem: Problem) => membersAnswer(request, dependencies, desk, { problem })
  const form = memberForm.safeParse(fieldsOf(request.body))
  if (!form.success)
    return again(problems.unprocessable(formFaults(form.error, { ...memberFaults, code: memberFaults.act })))
  const { act } = form.data
  const member = memberWith(form.data.member, programme())
  if (member === undefined) return again(memberFault('member'))
  if (samePerson(member.email, desk.member.email)) return again(memberFault('oneself'))
  const refused = await freshProof(request, desk, dependencies)
  if (refused !== undefined) return again(refused)
  // Whoever had none is not told of a code that nobody has for them.
  const had = act === 'reset-factor' && (await factors.find(member.email)) !== undefined
  const tells = had ? 'factor-reset' : 'sessions-ended'
  await signIns.ask({ kind: 'news', email: member.email, at: commit.now().toISOString(), tells })
  const code = had ? await resetTo(member.email, { factors, commit }) : undefined
  await links.endSessions(member.email)
  logFactor(tells, member.email)
  if (request.wants === 'json')
    return json(200, {
      member: member.email,
      done: act,
      ...(code === undefined ? {} : { enrolmentCode: code }),
    })
  if (code !== undefined) return membersAnswer({ ...request, body: {} }, dependencies, desk, { code })
  return seeOther(inLanguage(`${paths.members()}?done=1`, request))
}

/** The code that the colleague passes on; undefined where there was no factor to reset. */
async function resetTo(
  email: string,
  { factors, commit }: Pick<BoardDependencies, 'factors' | 'commit'>,
): Promise<string | undefined> {
  const { shown, enrolment } = newEnrolment(commit.random, commit.now())
  return (await factors.reset(email, enrolment)) ? shown : undefined
}

function membersOf({ programme, factors, links }: BoardDependencies): Promise<MemberRow[]> {
  return Promise.all(
    programme().caseOffice.members.map(async (member) => {
      const kept = await factors.find(member.email)
      return {
        member,
        enrolledAt: kept?.state === 'set' ? kept.factor.enrolledAt : null,
        factor: kept?.state ?? 'none',
        sessions: (await links.sessionsOf(member.email)).length,
      }
    }),
  )
}

function memberFault(why: 'member' | 'oneself'): Problem {
  return problems.unprocessable([{ field: 'member', code: why, message: memberFaults[why] }])
}
