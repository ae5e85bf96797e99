import { currentProgramme } from '#functions/adapters/current-programme.ts'
import { html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import type { Language } from '#workflows/language.ts'
import type { Problem } from './problem.ts'

const requestWords: Readonly<Record<Language, string>> = {
  fa: 'اگر به دبیرخانه می‌نویسید این شماره را هم بنویسید:',
  en: 'If you write to the case office, please quote this number:',
}

export interface ErrorPageSpec {
  readonly problem: Problem
  readonly language: Language
  /** For the language switch; null where a GET of it shows something else. */
  readonly path: string | null
  readonly requestId: string
}

/** The page of a problem: what happened, what to do, and the fields that it is about. */
export function errorPage({ problem, language, path, requestId }: ErrorPageSpec): string {
  const { title, detail, errors = [], status } = problem
  return layout({
    language,
    title: title[language],
    programme: currentProgramme(),
    // A path that starts with two slashes would lead to another host.
    path: path !== null && /^\/(?![/\\])/.test(path) ? path : null,
    main: html`<h1>${title[language]}</h1>
<p>${detail[language]}</p>
${errors.length > 0 && html`<ul>${errors.map(({ message }) => html`<li>${message[language]}</li>`)}</ul>`}
${status >= 500 && html`<p>${requestWords[language]} <code dir="ltr">${requestId}</code></p>`}`,
  })
}
