import type { Mail } from '#functions/adapters/mailer.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Html, html } from './html.ts'

export interface ShortMail {
  readonly to: string
  readonly subject: Text
  readonly programme: Pick<Programme, 'city' | 'name'>
  /** What is said before the one thing that the message brings. */
  readonly before: Text
  /** A code to type, or an address to open. */
  readonly brings: { readonly code: string } | { readonly href: string; readonly label: Text }
  readonly after: Text
}

const bodyStyle = 'max-width:600px;margin:0 auto;padding:24px;font:16px/1.9 Vazirmatn,Tahoma,Arial,sans-serif'

/** A message that somebody asked for this minute: Persian above English, one code or one link. */
export function shortMail({ to, subject, programme, before, brings, after }: ShortMail): Mail {
  const sender: Text = {
    fa: `شهرداری ${programme.city.fa} — ${programme.name.fa}`,
    en: `${programme.city.en} Municipality — ${programme.name.en}`,
  }
  const content = 'code' in brings ? brings.code : brings.href
  const section = (
    language: 'fa' | 'en',
    direction: 'rtl' | 'ltr',
  ): Html => html`<div lang="${language}" dir="${direction}">
<p>${before[language]}</p>
${carried(brings, language)}
<p>${after[language]}</p>
<p>${sender[language]}</p>
</div>`
  return {
    to,
    // The first strong character sets the line's direction in the list of messages.
    subject: `\u200F${subject.fa} | ${subject.en}`,
    text: [before.fa, content, after.fa, sender.fa, '—', before.en, content, after.en, sender.en].join(
      '\n\n',
    ),
    html: html`<!doctype html>
<html lang="fa" dir="rtl"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${subject.fa}</title></head>
<body style="${bodyStyle}">${section('fa', 'rtl')}<hr>${section('en', 'ltr')}</body></html>`.toString(),
  }
}

function carried(brings: ShortMail['brings'], language: 'fa' | 'en'): Html {
  if ('code' in brings) {
    return html`<p><span dir="ltr" style="font:700 28px monospace;letter-spacing:6px">${brings.code}</span></p>`
  }
  return html`<p><a href="${brings.href}">${brings.label[language]}</a></p><p><span dir="ltr" style="word-break:break-all">${brings.href}</span></p>`
}
