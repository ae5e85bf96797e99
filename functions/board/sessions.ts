import { paths } from '#functions/paths.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { boardHead } from '#functions/shared/office/board-parts.ts'
import { factorTexts } from '#functions/shared/office/factor-texts.ts'
import { clearedCookie, type Desk } from '#functions/shared/office/session.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { button, linkButton, postForm, table } from '#functions/shared/pages/parts.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import { formatDate, formatTime } from '#workflows/programme/jalali.ts'
import { problemView, proofField } from './factor-page.ts'
import { freshProof } from './fresh-proof.ts'

const fa = {
  title: 'نشست‌های من',
  intro:
    'هر ورود به میز یک نشست است. اگر نشستی را نمی‌شناسید، همه را پایان دهید و دوباره وارد شوید. نشستی که یک ساعت به کار نرود خودبه‌خود پایان می‌یابد.',
  began: 'آغاز',
  ends: 'پایان اگر به کار نرود',
  end: 'پایان همهٔ نشست‌ها',
  factor: 'ورود با',
  one: 'رایانامه',
  two: 'رایانامه و کد یک‌بارمصرف',
  own: 'عامل دوم ورود من',
}

const en: typeof fa = {
  title: 'My sessions',
  intro:
    'Each sign-in to the board is a session. If there is one that you do not know, end all and sign in again. One that is not used for an hour ends by itself.',
  began: 'Began',
  ends: 'Ends if it is not used',
  end: 'End all sessions',
  factor: 'Entered by',
  one: 'mailbox',
  two: 'mailbox and one-time code',
  own: 'My second factor',
}

const texts = { fa, en } as const

/** Where a member is signed in. */
export async function showSessions(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { links } = dependencies
  const sessions = await links.sessionsOf(desk.member.email)
  if (request.wants !== 'json') return sessionsAnswer(desk, dependencies, sessions)
  return json(200, {
    sessions: sessions.map(({ began, expires, secondFactor }) => ({
      began: began ?? null,
      expires,
      factors: secondFactor === 'given' ? 2 : 1,
    })),
  })
}

async function sessionsAnswer(
  desk: Desk,
  { programme, factors }: BoardDependencies,
  sessions: readonly ClaimTo<'session'>[],
  problem?: Problem,
): Promise<Answer> {
  const { language, member } = desk
  const isEnrolled = (await factors.find(member.email)) !== undefined
  const { title, intro, began, ends, end, factor, one, two, own } = texts[language]
  const { timeZone } = programme()
  const time = (at: string | undefined) =>
    at === undefined
      ? '–'
      : [formatDate, formatTime]
          .map((say) => say(new Date(at), language, timeZone))
          .join(language === 'fa' ? '، ' : ', ')
  const rows = sessions.map((session) => [
    time(session.began),
    time(session.expires),
    session.secondFactor === 'given' ? two : one,
  ])
  const main = html`${boardHead(desk, null)}
<h1>${title}</h1>
${problemView(problem, language)}
<p>${intro}</p>
${table(title, [began, ends, factor], rows)}
<p class="actions">${linkButton(`${paths.factor()}?lang=${language}`, own)}${member.access === 'case-office' && html` ${linkButton(`${paths.members()}?lang=${language}`, factorTexts[language].membersTitle)}`}</p>
<section class="card">${postForm({ action: paths.endSessions(), language }, html`${proofField(language, { isEnrolled, faults: problem?.errors ?? [] })}${button(end, 'danger')}`)}</section>`
  return page(
    problem?.status ?? 200,
    layout({ language, title, programme: programme(), path: paths.sessions(), main }),
  )
}

/** Signs a member out everywhere, here too: whoever found their browser open cannot. */
export async function endSessions(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { links, publicUrl } = dependencies
  const { email } = desk.member
  const refused = await freshProof(request, desk, dependencies)
  if (refused !== undefined && request.wants === 'json') return refused
  if (refused !== undefined) return sessionsAnswer(desk, dependencies, await links.sessionsOf(email), refused)
  await links.endSessions(email)
  const cookies = [clearedCookie(publicUrl())]
  if (request.wants === 'json') return { ...json(200, { signedOut: true }), cookies }
  return seeOther(inLanguage(paths.signIn(), request), cookies)
}
