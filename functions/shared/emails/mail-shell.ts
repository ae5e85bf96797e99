import { raw } from 'hono/html'
import { type Html, type HtmlValue, html } from '#functions/shared/pages/html.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { brandColours, mailColours } from './mail-colours.ts'
import { type FactRow, municipality } from './mail-words.ts'

const { light, dark } = mailColours
const font = 'Vazirmatn,Tahoma,Arial,sans-serif'

/**
 * For programs that know dark colours. The others show the light ones of each cell, or turn them around; for those no colour
 * is pure, and no cell has a ground without letters of its own colour.
 */
const darkStyle = (
  linkOnDark: string,
): string => `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground{background:${dark.ground}!important}.card{background:${dark.card}!important}.sunken{background:${dark.sunken}!important}
.text{color:${dark.text}!important}.quiet{color:${dark.quiet}!important}.line{border-color:${dark.line}!important}.link{color:${linkOnDark}!important}
}`

export interface MailFrame {
  /** The document's; parts of the other language say so themselves. */
  readonly language: Language
  readonly subject: string
  /** What stands beside the subject in a list of messages. */
  readonly preview: string
  readonly programme: Pick<Programme, 'city' | 'name' | 'branding'>
  /** Table rows. */
  readonly rows: readonly Html[]
}

/**
 * A message as HTML: one table in a table, styles inline, the direction on every cell; nothing is loaded from anywhere.
 */
export function mailDocument({ language, subject, preview, programme, rows }: MailFrame): string {
  const { branding, city, name } = programme
  const { brand, linkOnDark } = brandColours(branding.colour)
  const cells = cellsIn(language)
  return html`${raw('<!doctype html>')}
<html lang="${language}" dir="${cells.dir}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${subject}</title><style>${raw(darkStyle(linkOnDark))}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:${light.ground};font-family:${font}">
<div dir="${cells.dir}" style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preview}${raw('&#8203;&#160;'.repeat(60))}</div>
<table class="ground" role="presentation" dir="${cells.dir}" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${light.ground}">
<tr><td dir="${cells.dir}" align="center" style="padding:16px 8px">
<table class="card text" role="presentation" dir="${cells.dir}" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:${light.card};color:${light.text};border-top:4px solid ${brand};border-radius:6px">
<tr><td class="text line" dir="${cells.dir}" align="${cells.start}" style="padding:14px 24px;color:${light.text};border-bottom:1px solid ${light.line};font-size:15px;line-height:1.6"><strong>${municipality[language](city[language])}</strong><br><span class="quiet" style="color:${light.quiet};font-size:13px">${name[language]}</span></td></tr>
${rows}
</table>
</td></tr>
</table>
</body>
</html>`.toString()
}

export interface Cells {
  readonly dir: 'rtl' | 'ltr'
  readonly start: 'right' | 'left'
  heading(content: Html | string): Html
  paragraph(content: Html | string): Html
  /** Facts with their labels; each line of what is due in bold. */
  facts(rows: readonly FactRow[]): Html
  /** Somebody's own words, under a name. */
  quotation(heading: Html, lines: readonly string[]): Html
  button(href: string, label: string, colour: string): Html
  note(content: Html | string): Html
  smallPrint(content: Html | string): Html
  rule(): Html
}

/** The rows of which messages in a language are built. */
export function cellsIn(language: Language): Cells {
  const [dir, start, end, lineHeight] =
    language === 'fa'
      ? (['rtl', 'right', 'left', '1.9'] as const)
      : (['ltr', 'left', 'right', '1.6'] as const)
  const row = (content: Html | string, style: string, look = 'text'): Html =>
    html`<tr><td class="${look}" lang="${language}" dir="${dir}" align="${start}" style="color:${look === 'quiet' ? light.quiet : light.text};line-height:${lineHeight};${style}">${unbroken(content)}</td></tr>`
  const cell = (content: HtmlValue, style: string, look: string): Html =>
    html`<td class="${look}" dir="${dir}" align="${start}" valign="top" style="line-height:${lineHeight};font-size:15px;${style}">${content}</td>`
  return {
    dir,
    start,
    heading: (content) =>
      row(
        html`<strong>${unbroken(content)}</strong>`,
        'padding:22px 24px 4px;font-size:20px;line-height:1.6',
      ),
    paragraph: (content) => row(content, 'padding:6px 24px;font-size:16px'),
    facts(rows) {
      const table = html`<table class="sunken" role="presentation" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${light.sunken};border-radius:6px">
${rows.map(
  ({ label, lines, name }) => html`<tr>
${cell(label, `padding:7px 14px;width:64px;color:${light.quiet};white-space:nowrap`, 'sunken quiet')}
${cell(
  lines.map(
    (line, index) =>
      html`${index > 0 && raw('<br>')}${name === 'due' ? html`<strong>${line}</strong>` : line}`,
  ),
  `padding:7px 0;padding-${end}:14px;color:${light.text}`,
  'sunken text',
)}
</tr>`,
)}
</table>`
      return row(table, 'padding:12px 24px')
    },
    quotation: (heading, lines) =>
      row(
        html`<table role="presentation" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="text line" dir="${dir}" align="${start}" style="padding:2px 14px;border-${start}:3px solid ${light.line};color:${light.text};font-size:15px;line-height:${lineHeight}">${heading}${lines.map((line) => html`<br>${line}`)}</td></tr></table>`,
        'padding:8px 24px',
      ),
    button: (href, label, colour) => {
      const { brand, ink } = brandColours(colour)
      return row(
        html`<table role="presentation" dir="${dir}" cellpadding="0" cellspacing="0" border="0"><tr><td dir="${dir}" align="center" style="background:${brand};border-radius:6px"><a href="${href}" style="display:inline-block;padding:13px 26px;color:${ink};background:${brand};border:1px solid ${brand};text-decoration:none;border-radius:6px;font-size:16px;font-weight:bold;line-height:1.6">${label}</a></td></tr></table>`,
        'padding:10px 24px 14px',
      )
    },
    note: (content) => row(content, 'padding:4px 24px;font-size:15px', 'quiet'),
    smallPrint: (content) => row(content, 'padding:6px 24px;font-size:13px', 'quiet'),
    rule: () =>
      html`<tr><td class="line" dir="${dir}" style="padding:0;height:18px;border-bottom:1px solid ${light.line};font-size:1px;line-height:18px">&#160;</td></tr><tr><td dir="${dir}" style="padding:0;height:8px;font-size:1px;line-height:8px">&#160;</td></tr>`,
  }
}

/** References and contract numbers stay on one line; a break at a hyphen would turn their halves around in Persian. */
function unbroken(content: HtmlValue): HtmlValue {
  // Markup is an object, and kept as it is.
  if (typeof content !== 'string') return content
  return content
    .split(/(\u2068[A-Z0-9-]{3,40}\u2069)/)
    .map((part, index) => (index % 2 === 0 ? part : html`<span style="white-space:nowrap">${part}</span>`))
}

/** Who a message is from, in words. */
export function senderName(programme: Pick<Programme, 'city' | 'name'>): Text {
  const inLanguage = (language: Language): string =>
    `${municipality[language](programme.city[language])} – ${programme.name[language]}`
  return { fa: inLanguage('fa'), en: inLanguage('en') }
}
