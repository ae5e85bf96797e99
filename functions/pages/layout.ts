import type { HtmlEscapedString } from 'hono/utils/html'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Html, html } from './html.ts'
import { layoutTexts } from './layout-texts.ts'

const other: Record<Language, Language> = { fa: 'en', en: 'fa' }
const directionOf: Record<Language, 'rtl' | 'ltr'> = { fa: 'rtl', en: 'ltr' }

/** A tick, drawn here so that no browser asks for an icon of its own accord and meets a 404. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230f5c63'/%3E%3Cpath d='M4 8.5l2.8 2.8L12 5.5' fill='none' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E"

export interface LayoutSpec {
  readonly language: Language
  /** Without the city's name, which is added. */
  readonly title: string
  readonly programme: Pick<Programme, 'city' | 'name' | 'caseOffice' | 'languages'>
  /** This page's own path, for the switch to the other language; null where a GET of it shows something else. */
  readonly path: string | null
  readonly main: HtmlEscapedString | Promise<HtmlEscapedString>
  /** For tables; text is easier to read in the narrow column. */
  readonly wide?: boolean
}

/** The whole page around `main`: head, the city's header, the language switch and the footer. Throws when `main` is a promise that still waits. */
export function layout({ language, title, programme, path, main, wide = false }: LayoutSpec): string {
  if (main instanceof Promise) throw new TypeError('A page has no part that is still to come')
  const texts = layoutTexts[language]
  const municipality = texts.municipality(programme.city[language])
  const page = html`<html lang="${language}" dir="${directionOf[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${title} – ${municipality}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${paths.styleSheet()}">
</head>
<body>
<a class="skip" href="#main">${texts.skip}</a>
<header class="site-header"><div class="site-header-inner">
<a class="site-name" href="${paths.form()}"><strong>${municipality}</strong><span>${programme.name[language]}</span></a>
${programme.languages.length > 1 && path !== null && languageSwitch(language, path)}
</div></header>
<main id="main" class="${wide ? 'wide' : 'narrow'}">
${main}
</main>
<footer class="site-footer"><div>
<p>${texts.questions} <a href="mailto:${programme.caseOffice.email}" dir="ltr">${programme.caseOffice.email}</a></p>
<p>${texts.product}</p>
</div></footer>
</body>
</html>`
  return `<!doctype html>\n${page.toString()}`
}

function languageSwitch(language: Language, path: string): Html {
  const to = other[language]
  const href = `${path}${path.includes('?') ? '&' : '?'}lang=${to}`
  return html`<a class="language" href="${href}" hreflang="${to}" lang="${to}" dir="${directionOf[to]}">${layoutTexts[language].otherLanguage}</a>`
}
