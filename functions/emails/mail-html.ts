import { raw } from 'hono/html'
import { type Html, html } from '../pages/html.ts'
import type { MailFacts, MailWords } from './mail-facts.ts'
import { caseWord, decisionWords, footer } from './mail-words.ts'

const cell = 'padding:0 24px 16px;font-size:16px;line-height:1.9'
const headCell = 'padding:24px 24px 12px;font-size:19px;line-height:1.7'
const smallCell = 'padding:16px 24px 24px;font-size:13px;line-height:1.8;color:#5b6966'
const buttonStyle =
  'display:inline-block;padding:12px 24px;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:bold'

/**
 * The message as HTML: one table, styles inline, its direction on every cell, one thing to do. The link's address also stands
 * below in letters, for readers whose mail program shows no buttons.
 */
export function mailHtml(words: MailWords, facts: MailFacts, link: string | null): string {
  const { language, reference, city, reviews } = facts
  const [dir, start] = language === 'fa' ? ['rtl', 'right'] : ['ltr', 'left']
  const row = (content: Html | string, style = cell): Html =>
    html`<tr><td dir="${dir}" align="${start}" style="${style}">${content}</td></tr>`
  const told = reviews.map(({ role, decision, reason }) =>
    row(
      html`<strong>${role[language]}</strong> — ${decisionWords[language][decision]}<br><span style="white-space:pre-line">${reason}</span>`,
      `${cell};border-${start}:4px solid #c9d6d2`,
    ),
  )
  const button =
    link !== null && words.action !== undefined
      ? row(html`<a href="${link}" style="${buttonStyle};background:${facts.colour}">${words.action}</a>`)
      : ''
  const address = link === null ? '' : html`<br><span dir="ltr" style="word-break:break-all">${link}</span>`
  return html`${raw('<!doctype html>')}
<html lang="${language}" dir="${dir}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${words.subject}</title></head>
<body style="margin:0;background:#f2f4f3;font-family:Vazirmatn,Tahoma,Arial,sans-serif;color:#16211e">
<div dir="${dir}" style="display:none;max-height:0;overflow:hidden">${words.lines[0] ?? ''}</div>
<table role="presentation" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;margin:24px auto;background:#ffffff;border-radius:8px">
${row(html`<strong>${words.subject}</strong>`, headCell)}
${words.lines.map((line) => row(line))}
${told}
${button}
${row(html`${footer[language](city, link !== null)}${address}<br>${caseWord[language]}: <span dir="ltr">${reference}</span>`, smallCell)}
</table>
</body>
</html>`.toString()
}
