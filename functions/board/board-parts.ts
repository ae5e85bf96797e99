import { type Html, html } from '#functions/pages/html.ts'
import { button, chip, day, postForm, userText } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Access } from '#workflows/programme/programme.ts'
import { boardTexts } from './board-texts.ts'
import type { Desk } from './session.ts'
import type { Awaited, Standing } from './standing.ts'

const comma: Readonly<Record<Language, string>> = { fa: '،', en: ',' }

/** Everyone whom a case waits for, each with the day since when. */
export function awaitedView(awaited: readonly Awaited[], language: Language, timeZone: string): Html {
  const texts = boardTexts[language]
  if (awaited.length === 0) return html`<span class="quiet">${texts.atWork}</span>`
  return html`<ul class="plain">${awaited.map(
    ({ place, name, since, unreachable }) =>
      html`<li>${name === null ? chip(texts.nobody, 'danger') : userText(name[language])} <span class="quiet">(${place[language]}${comma[language]} ${texts.since} ${day(since, language, timeZone)})</span>${unreachable && chip(texts.unreachable, 'warning')}</li>`,
  )}</ul>`
}

/** The day something is due, marked when it has passed. */
export function dueView({ due, overdue }: Standing, language: Language, timeZone: string): Html {
  if (due === null) return html`–`
  return html`${day(due, language, timeZone)}${overdue && html` ${chip(boardTexts[language].overdue, 'danger')}`}`
}

const accessWords: Readonly<Record<Access, Text>> = {
  'case-office': { fa: 'دبیرخانه', en: 'Case office' },
  finance: { fa: 'امور مالی: تنها دیدن', en: 'Finance: reads' },
  auditor: { fa: 'حسابرس: تنها دیدن', en: 'Auditor: reads' },
}

/** Who is signed in, with which part, and the way out. */
export function signedInAs({ member, language }: Desk): Html {
  const content = html`<span>${userText(member.name[language])} ${chip(accessWords[member.access][language])}</span> ${button(boardTexts[language].signOut, 'secondary')}`
  return html`<div class="signed-in">${postForm({ action: paths.signOut(), language }, content)}</div>`
}
