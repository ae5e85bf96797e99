import { paths } from '#functions/paths.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { applicant } from './style-applicant.ts'
import { board } from './style-board.ts'
import { controls } from './style-controls.ts'
import { pieces } from './style-pieces.ts'
import { reading } from './style-reading.ts'

/**
 * The one style sheet, as text so that it is bundled. Sizes follow the reader's own, sides are logical so that both directions
 * share one sheet, and every pair of colours has a contrast of at least 4.5 to 1 in light and dark.
 */
export function styleSheet({ colour, colourOnDark }: Programme['branding']): string {
  return `:root{--brand:${colour};--brand-on-dark:${colourOnDark}}\n${face}${base}${controls}${pieces}${applicant}${reading}${board}${print}`
}

/**
 * Vazirmatn (SIL Open Font Licence 1.1) for what is written in Arabic letters; a page without them does not fetch it. The
 * joiners are of its range, since a word that changes its font on the way would not be joined.
 */
const face = `
@font-face {
  font-family: Vazirmatn;
  src: url(${paths.font()}) format("woff2");
  font-weight: 100 900;
  font-display: swap;
  unicode-range: U+AB, U+BB, U+600-6FF, U+750-77F, U+8A0-8FF, U+200C-200F, U+2066-2069, U+FB50-FDFF, U+FE70-FEFC;
}
`

const base = `
:root {
  color-scheme: light dark;
  --accent: var(--brand);
  --accent-strong: color-mix(in oklab, var(--brand), black 22%);
  --on-accent: #fff;
  --ground: #f5f6f4;
  --surface: #fff;
  --sunken: #eef1ef;
  --text: #1b2426;
  --quiet: #535f62;
  --line: #d5dbd9;
  --line-strong: #7a8789;
  --info: #1c5a91; --info-ground: #e9f1f9;
  --success: #1f6b3b; --success-ground: #e6f3ea;
  --warning: #7d4d00; --warning-ground: #fdf1da;
  --danger: #a3231b; --danger-ground: #fcebe9;
  --focus: #b25d00;
  --radius: .5rem;
  --gap: 1rem;
  --font: Vazirmatn, system-ui, "Segoe UI", Tahoma, "Noto Sans Arabic", "Noto Naskh Arabic", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --accent: var(--brand-on-dark);
    --accent-strong: color-mix(in oklab, var(--brand-on-dark), white 30%);
    --on-accent: #0d1517;
    --ground: #121819;
    --surface: #1b2325;
    --sunken: #232d2f;
    --text: #e7eceb;
    --quiet: #a9b5b6;
    --line: #364346;
    --line-strong: #8a989a;
    --info: #9cc8f2; --info-ground: #172b3d;
    --success: #96d7ac; --success-ground: #16301f;
    --warning: #f2c876; --warning-ground: #362a12;
    --danger: #f6aaa2; --danger-ground: #3b1c1a;
    --focus: #ffb454;
  }
}
*, ::before, ::after { box-sizing: border-box }
[hidden] { display: none !important }
.unseen { position: absolute; inline-size: 1px !important; block-size: 1px !important; min-block-size: 0 !important; padding: 0 !important; border: 0 !important; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.8 var(--font); min-block-size: 100svh; display: flex; flex-direction: column }
html[lang="en"] body { line-height: 1.6 }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0 }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2.1rem); line-height: 1.4; text-wrap: balance }
h2 { font-size: 1.25rem; line-height: 1.5; text-wrap: balance }
h3 { font-size: 1.05rem; line-height: 1.5 }
ul, ol { padding-inline-start: 1.4rem }
a { color: var(--accent); text-underline-offset: .25em; text-decoration-thickness: .06em }
a:hover { color: var(--accent-strong); text-decoration-thickness: .14em }
:focus-visible { outline: .2rem solid var(--focus); outline-offset: .15rem; border-radius: .2rem }
.skip { position: absolute; inset-inline-start: .5rem; inset-block-start: -10rem; background: var(--surface); padding: .5rem 1rem; z-index: 1 }
.skip:focus { inset-block-start: .5rem }
.site-header { background: var(--surface); border-block-end: 1px solid var(--line); border-block-start: .3rem solid var(--brand) }
.site-header-inner { max-inline-size: 72rem; margin-inline: auto; padding: .75rem var(--gap); display: flex; gap: var(--gap); align-items: center; justify-content: space-between }
.site-name { color: inherit; text-decoration: none; display: grid; grid-template-columns: auto 1fr; column-gap: .75rem; align-items: center; line-height: 1.45 }
.site-name img { grid-row: span 2; inline-size: 2.75rem; block-size: 2.75rem }
.site-name:hover { color: inherit; text-decoration: underline }
.site-name strong { font-size: 1.1rem }
.site-name span { color: var(--quiet); font-size: .875rem }
.language { white-space: nowrap; padding: .5rem .25rem }
main { flex: 1; inline-size: 100%; margin-inline: auto; padding: 1.75rem var(--gap) 3.5rem; display: grid; gap: 1.5rem; align-content: start; grid-template-columns: minmax(0, 1fr) }
main.narrow { max-inline-size: 46rem }
main.wide { max-inline-size: 72rem }
main > section, main > form { display: grid; gap: var(--gap); grid-template-columns: minmax(0, 1fr) }
.lead { font-size: 1.125rem; color: var(--quiet) }
.quiet, .hint { color: var(--quiet); font-size: .9375rem }
.site-footer { border-block-start: 1px solid var(--line); color: var(--quiet); font-size: .9375rem }
.site-footer a { display: inline-block }
.site-footer > div { max-inline-size: 72rem; margin-inline: auto; padding: 1.25rem var(--gap) }
bdi { overflow-wrap: anywhere }
.code { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: .92em; overflow-wrap: anywhere }
time > .quiet { white-space: nowrap }
.measure { max-inline-size: 44rem }
.prose { display: grid; gap: .75rem; max-inline-size: 44rem }
.prose p { white-space: pre-line; overflow-wrap: anywhere }
@media (prefers-reduced-motion: no-preference) { a, .button, input, textarea, select { transition: background-color .12s, border-color .12s } }
`

const print = `
@media print {
  :root { --ground: #fff; --surface: #fff; --text: #000; --quiet: #333; --accent: #000 }
  body { font-size: 11pt; display: block }
  .skip, .language, .button, .actions, .form-way, form, nav, .on-screen, .site-footer { display: none }
  details:not([open])::details-content { content-visibility: visible; block-size: auto }
  .site-header { border-block-start: 0 }
  main { padding-block: 1rem }
  .card, .notice, tr, dl.facts > div { break-inside: avoid }
  h1, h2, h3 { break-after: avoid }
}
`
