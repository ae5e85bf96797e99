import { paths } from '#functions/paths.ts'
import { deadlineInTable } from '#functions/shared/pages/deadline-words.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import {
  button,
  chip,
  code,
  day,
  linkButton,
  notice,
  postForm,
  userText,
} from '#functions/shared/pages/parts.ts'
import type { Language, Text } from '#workflows/language.ts'
import { DAY } from '#workflows/programme/duration.ts'
import type { Access } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { boardTexts } from './board-texts.ts'
import { factorTexts } from './factor-texts.ts'
import type { Desk } from './session.ts'
import type { Awaited, Standing } from './standing.ts'

const comma: Readonly<Record<Language, string>> = { fa: '،', en: ',' }

/** Everyone whom a case waits for, each with the day since when. */
export function awaitedView(awaited: readonly Awaited[], language: Language, timeZone: string): Html {
  const texts = boardTexts[language]
  if (awaited.length === 0) return html`<span class="quiet">${texts.atWork}</span>`
  return html`<ul class="plain">${awaited.map(
    ({ place, name, insteadOf, since, unreachable }) =>
      html`<li>${name === null ? chip(texts.nobody, 'danger') : userText(name[language])} <span class="quiet">(${place[language]}${comma[language]} ${insteadOf !== null && html`${texts.insteadOf} ${userText(insteadOf[language])}${comma[language]} `}${texts.since} ${day(since, language, timeZone)})</span>${unreachable && chip(texts.unreachable, 'warning')}</li>`,
  )}</ul>`
}

/** The day something is due, marked when it has passed. */
export function dueView({ due, overdue }: Standing, language: Language, timeZone: string): Html {
  if (due === null) return html`–`
  return html`${deadlineInTable(due, language, timeZone)}${overdue && html` ${chip(boardTexts[language].overdue, 'danger')}`}`
}

export const accessWords: Readonly<Record<Access, Text>> = {
  'case-office': { fa: 'دبیرخانه', en: 'Case office' },
  finance: { fa: 'امور مالی: تنها دیدن', en: 'Finance: reads' },
  auditor: { fa: 'حسابرس: تنها دیدن', en: 'Auditor: reads' },
}

/** The pages of the board, each for whom it is open to; `null` for a page that is none of them. */
const places = {
  now: { href: paths.board(), readers: ['case-office', 'auditor'] },
  cases: { href: paths.boardCases(), readers: ['case-office', 'auditor'] },
  contracts: { href: paths.boardContracts(), readers: ['case-office', 'finance', 'auditor'] },
  revenue: { href: paths.revenue(), readers: ['case-office', 'finance', 'auditor'] },
  pipeline: { href: paths.pipeline(), readers: ['case-office', 'finance', 'auditor'] },
} as const satisfies Record<string, { href: string; readers: readonly Access[] }>

type BoardPlace = keyof typeof places

/** Above every page of the board: who is signed in, and the way to its other pages. */
export function boardHead(desk: Desk, current: BoardPlace | null): Html {
  const words = boardTexts[desk.language].places
  const open = Object.entries(places).filter(([, { readers }]) =>
    readers.some((access) => access === desk.member.access),
  )
  return html`${signedInAs(desk)}
<nav aria-label="${boardTexts[desk.language].board}"><ul class="tabs">${open.map(
    ([place, { href }]) =>
      html`<li><a href="${href}"${place === current && html` aria-current="page"`}>${words[place as BoardPlace]}</a></li>`,
  )}</ul></nav>${current !== null && desk.owesFrom !== null && factorToCome(desk, desk.owesFrom)}`
}

/** Ahead of the day on which nobody gets in without one. */
function factorToCome({ language }: Desk, from: string): Html {
  const { title, before, link } = factorTexts[language].toCome
  const href = `${paths.factor()}?lang=${language}`
  return notice(
    'warning',
    title,
    html`<p>${before} ${day(from, language, 'UTC')}</p><p class="actions">${linkButton(href, link)}</p>`,
  )
}

/** How long ago, in whole days: «۱۲ روز», or "today". */
export function daysSince(since: string, now: Date, language: Language): string {
  const days = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / DAY))
  return boardTexts[language].days(formatNumber(days, language), days)
}

/** A case by its reference and what it is about. */
export function caseLink(
  { reference, title, organisation }: { reference: string; title: string; organisation: string | null },
  language: Language,
): Html {
  return html`<a href="${paths.boardCase(reference)}">${code(reference)}</a><div><strong>${userText(title)}</strong></div><div class="quiet">${organisation === null ? boardTexts[language].erased : userText(organisation)}</div>`
}

export function signedInAs({ member, language, owes }: Desk): Html {
  const content = html`<span>${userText(member.name[language])} ${chip(accessWords[member.access][language])}</span> ${!owes && html`<a href="${paths.sessions()}">${boardTexts[language].sessions}</a>`} ${button(boardTexts[language].signOut, 'secondary')}`
  return html`<div class="signed-in">${postForm({ action: paths.signOut(), language }, content)}</div>`
}
