import { type HttpRequest, json, page, seeOther } from '#functions/edge/http.ts'
import { html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import { inLanguage } from '#functions/pages/page-language.ts'
import { button, postForm, table } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import { formatDate, formatTime } from '#workflows/programme/jalali.ts'
import { boardHead } from './board-parts.ts'
import type { BoardDependencies } from './dependencies.ts'
import { type Answer, clearedCookie, type Desk } from './session.ts'

const texts: Readonly<
  Record<
    Language,
    {
      readonly title: string
      readonly intro: string
      readonly began: string
      readonly ends: string
      readonly end: string
    }
  >
> = {
  fa: {
    title: 'نشست‌های من',
    intro:
      'هر ورود به میز یک نشست است. اگر نشستی را نمی‌شناسید، همه را پایان دهید و دوباره وارد شوید. نشستی که یک ساعت به کار نرود خودبه‌خود پایان می‌یابد.',
    began: 'آغاز',
    ends: 'پایان اگر به کار نرود',
    end: 'پایان همهٔ نشست‌ها',
  },
  en: {
    title: 'My sessions',
    intro:
      'Each sign-in to the board is a session. If there is one that you do not know, end all and sign in again. One that is not used for an hour ends by itself.',
    began: 'Began',
    ends: 'Ends if it is not used',
    end: 'End all sessions',
  },
}

/** Where a member is signed in. */
export async function showSessions(
  request: HttpRequest,
  { links, programme }: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const sessions = await links.sessionsOf(desk.member.email)
  if (request.wants === 'json')
    return json(200, { sessions: sessions.map(({ began, expires }) => ({ began: began ?? null, expires })) })
  const { language } = desk
  const { title, intro, began, ends, end } = texts[language]
  const { timeZone } = programme()
  const time = (at: string | undefined) =>
    at === undefined
      ? '–'
      : [formatDate, formatTime]
          .map((say) => say(new Date(at), language, timeZone))
          .join(language === 'fa' ? '، ' : ', ')
  const rows = sessions.map((session) => [time(session.began), time(session.expires)])
  const main = html`${boardHead(desk, null)}
<h1>${title}</h1>
<p>${intro}</p>
${table(title, [began, ends], rows)}
${postForm({ action: paths.endSessions(), language }, button(end, 'danger'))}`
  return page(200, layout({ language, title, programme: programme(), path: paths.sessions(), main }))
}

/** Signs a member out everywhere, here too. */
export async function endSessions(
  request: HttpRequest,
  { links, publicUrl }: BoardDependencies,
  { member }: Desk,
): Promise<Answer> {
  await links.endSessions(member.email)
  const cookies = [clearedCookie(publicUrl())]
  if (request.wants === 'json') return { ...json(200, { signedOut: true }), cookies }
  return seeOther(inLanguage(paths.signIn(), request), cookies)
}
