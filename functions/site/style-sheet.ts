import { paths } from '#functions/paths.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { applicant } from './style-applicant.ts'
import { controls } from './style-controls.ts'
import { pieces } from './style-pieces.ts'

/** How long texts, documents and contracts are read: reviewers', signatories' and finance's pages. */
const reading = `
html[lang="fa"] ol:not([class]) { list-style-type: persian }
.eyebrow { color: var(--quiet); font-size: .9375rem; margin-block-end: -1rem }
.on-page { padding: .75rem 1rem; background: var(--sunken); border-radius: var(--radius) }
.on-page ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem }
.on-page a { display: inline-block; padding-block: .25rem }
[id] { scroll-margin-block-start: 1rem }
dl.at-a-glance { display: grid; gap: .9rem 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr)) }
dl.at-a-glance > div { display: grid; align-content: start; gap: .1rem }
dl.at-a-glance dt { color: var(--quiet); font-size: .9375rem }
dl.at-a-glance dd { font-weight: 600; overflow-wrap: anywhere }
.read { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr) }
.read h4 { font-size: 1rem; margin: 0 0 .25rem }
.read .prose { max-inline-size: 44rem; line-height: 2 }
html[lang="en"] .read .prose { line-height: 1.7 }
.document { border-block-start: 1px solid var(--line); margin-block-start: .4rem; padding-block-start: .25rem }
.document iframe { display: block; inline-size: 100%; block-size: min(80svh, 52rem); border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface) }
.document img { display: block; max-inline-size: 100%; block-size: auto; border: 1px solid var(--line); border-radius: var(--radius) }
ins { background: var(--success-ground); color: var(--success); text-decoration-thickness: .08em; text-underline-offset: .25em }
del { background: var(--danger-ground); color: var(--danger) }
.paper { max-block-size: min(75svh, 46rem); overflow-y: auto; padding: clamp(1rem, 4vw, 2.5rem); background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius); line-height: 2 }
.paper > div { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr) }
.paper > div + div { margin-block-start: 2rem; padding-block-start: 1.5rem; border-block-start: 1px solid var(--line) }
.paper [lang="en"] { line-height: 1.7 }
.paper h4 { margin: .75rem 0 0; font-size: 1.02rem }
.paper h5 { margin: 0; font-size: 1rem; color: var(--quiet) }
.paper p, .paper bdi { overflow-wrap: anywhere }
.paper table { font-size: .9375rem }
.paper th, .paper td { padding: .4rem .5rem; white-space: normal }
.copyable { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: .35rem .75rem; max-inline-size: 100% }
.copyable bdi { user-select: all; min-inline-size: 0 }
.copy { min-block-size: 1.75rem; padding: 0 .75rem; border: 1px solid var(--line-strong); border-radius: calc(var(--radius) - .1rem); background: var(--surface); font-size: .875rem; cursor: pointer }
.copy:hover { background: var(--sunken) }
.sum td, .sum th { font-weight: 700; border-block-start: 2px solid var(--line-strong) }
@media print { .paper { max-block-size: none; overflow: visible; border: 0; padding: 0 } .on-page, .document, .copy { display: none } }
`

/** How the board looks, beyond what every page has. */
const board = `
.find { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr) auto; align-items: end }
.find .field { grid-column: 1 }
.filters { display: grid; gap: 1rem; padding-block: .5rem }
.pills { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem }
.pills > li > * { display: block; padding: .3rem 1.1rem; border: 1px solid var(--line-strong); border-radius: 2rem; text-decoration: none }
.pills [aria-current] { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
.tabs a { text-decoration: none }
.tabs a[aria-current] { font-weight: 700 }
.tabs { flex-wrap: wrap; gap: .25rem 1.5rem }
.tiles { list-style: none; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10rem), 1fr)) }
.tiles a { display: grid; align-content: start; block-size: 100%; padding: .7rem 1rem; background: var(--surface); border: 1px solid var(--line); border-block-start: .25rem solid var(--line-strong); border-radius: var(--radius); color: inherit; text-decoration: none }
.tiles a:hover { background: var(--sunken) }
.tiles strong { font-size: 1.35rem; line-height: 1.6 }
.tiles span { color: var(--quiet); font-size: .9375rem }
.tiles .danger a { border-block-start-color: var(--danger) }
.tiles .danger strong { color: var(--danger) }
.tiles .warning a { border-block-start-color: var(--warning) }
.tiles .warning strong { color: var(--warning) }
/* What the heading above says already is for screen readers alone. */
:is(.listed > h2 + .table, .charted > .table) caption { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
.holder { display: inline-block; margin-inline-end: .75rem }
.charted { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) }
@media (min-width: 64rem) { .charted.side { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: start } }
.bars { display: grid; gap: .85rem; max-inline-size: 44rem; grid-template-columns: minmax(0, 1fr) }
.bars > div { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline; justify-content: space-between }
.bars .bar { flex-basis: 100%; background: var(--sunken) }
.bars .bar.alone { background: none; overflow: visible }
.bar .outline { fill: none; stroke: var(--accent); stroke-width: 1.5 }
.chart { display: block; max-inline-size: 44rem; font-family: var(--font); overflow: visible }
.chart text { fill: var(--text); font-size: .8125rem }
.chart .axis { stroke: var(--line-strong) }
.chart .first, .swatch.first { fill: var(--accent); background: var(--accent) }
.chart .second, .swatch.second { fill: var(--focus); background: var(--focus) }
.chart .third, .swatch.third { fill: var(--danger); background: var(--danger) }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; font-size: .9375rem }
.swatch { display: inline-block; inline-size: .9rem; block-size: .9rem; border-radius: .2rem; margin-inline-end: .4rem; vertical-align: -.1rem }
.drawing { overflow-x: auto }
.drawing svg { display: block; max-inline-size: 100%; block-size: auto; margin-inline: auto; border-radius: var(--radius) }
@media (max-width: 40rem) {
  .find { grid-template-columns: minmax(0, 1fr) }
  .chart .between { display: none }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .tiles strong { font-size: 1.25rem }
}
`

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
