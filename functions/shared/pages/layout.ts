import type { HtmlEscapedString } from 'hono/utils/html'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Html, html } from './html.ts'

const fa = {
  skip: 'رفتن به متن اصلی',
  otherLanguage: 'English',
  questions: 'پرسشی دارید؟ برای دبیرخانه بنویسید:',
  product: 'سامانهٔ تصویب؛ از پیشنهاد تا قرارداد',
  form: 'ثبت پیشنهاد',
  check: 'راستی‌آزمایی قرارداد',
  lostLink: 'پیوندم را گم کرده‌ام',
}

const en: typeof fa = {
  skip: 'Skip to the main text',
  otherLanguage: 'فارسی',
  questions: 'Questions? Write to the case office:',
  product: 'Tasvib: from proposal to contract',
  form: 'Submit a proposal',
  check: 'Check a contract',
  lostLink: 'I lost my link',
}

/** Persian typography joins words with a zero-width non-joiner; keep it when changing these. */
const layoutTexts = { fa, en } as const

const other: Record<Language, Language> = { fa: 'en', en: 'fa' }
const directionOf: Record<Language, 'rtl' | 'ltr'> = { fa: 'rtl', en: 'ltr' }

export interface LayoutSpec {
  readonly language: Language
  /** Without the owner's name, which is added. */
  readonly title: string
  readonly programme: Pick<Programme, 'name' | 'branding' | 'caseOffice' | 'languages'>
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
  const owner = programme.branding.name[language]
  const page = html`<html lang="${language}" dir="${directionOf[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${title} – ${owner}</title>
<link rel="icon" href="${paths.logo()}" type="image/svg+xml">
<link rel="stylesheet" href="${paths.styleSheet()}">
${language === 'fa' && html`<link rel="preload" href="${paths.font()}" as="font" type="font/woff2" crossorigin>`}
<script type="module" src="${paths.script()}"></script>
</head>
<body>
<a class="skip" href="#main">${texts.skip}</a>
<header class="site-header"><div class="site-header-inner">
<a class="site-name" href="${paths.form()}"><img src="${paths.logo()}" alt="" width="44" height="44"><strong>${owner}</strong><span>${programme.name[language]}</span></a>
${programme.languages.length > 1 && path !== null && languageSwitch(language, path)}
</div></header>
<main id="main" class="${wide ? 'wide' : 'narrow'}">
${main}
</main>
<footer class="site-footer"><div>
<p>${texts.questions} <a href="mailto:${programme.caseOffice.email}" dir="ltr">${programme.caseOffice.email}</a></p>
<p>${texts.product} · <a href="${paths.verify()}">${texts.check}</a> · <a href="${paths.lostLink()}">${texts.lostLink}</a></p>
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
