import { html } from 'hono/html'
import type { Mail, Mailbox } from '../mailbox.ts'
import { json, type Markup, type OperatorAnswer, page } from './page.ts'

/** Mails shown on the page; the JSON has all of them. */
const shown = 100

/** A mail's own document may show itself and open its links in a new tab; it runs nothing and loads nothing. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** Every mail, oldest first: what tests and the demo read. */
export function mailboxJson(mailbox: Mailbox): OperatorAnswer {
  return json(
    mailbox.list().map(({ number, from, to, subject, html, text, attachments, at }) => ({
      to: to.join(', '),
      subject,
      html,
      text,
      attachments: attachments.map(({ name, type, size }, index) => ({
        name,
        type,
        size,
        href: attachmentPath(number, index),
      })),
      at,
      from,
    })),
  )
}

export async function mailboxPage(mailbox: Mailbox): Promise<OperatorAnswer> {
  const mails = mailbox.list()
  const newest = mails.slice(-shown).toReversed()
  return page(
    'Mailbox',
    html`<h1>صندوق نامه · Mailbox (${mails.length})</h1>
${mails.length === 0 ? html`<p>هنوز نامه‌ای نیامده است. · No mail yet.</p>` : ''}
${newest.map(showMail)}`,
  )
}

export async function attachment(
  mailbox: Mailbox,
  number: number,
  index: number,
): Promise<OperatorAnswer | undefined> {
  const found = mailbox.find(number)?.attachments[index]
  if (found === undefined) return undefined
  const name = encodeURIComponent(found.name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  )
  return {
    status: 200,
    type: /^[\w.+-]+\/[\w.+-]+$/.test(found.type) ? found.type : 'application/octet-stream',
    body: await mailbox.readAttachment(number, index),
    headers: { 'content-disposition': `attachment; filename*=UTF-8''${name}` },
  }
}

function showMail(mail: Mail): Markup {
  const document = `<meta http-equiv="Content-Security-Policy" content="${mailPolicy}"><base target="_blank">${mail.html}`
  return html`<article id="mail-${mail.number}">
<h2><bdi>${mail.subject}</bdi></h2>
<dl>
<dt>به · To</dt><dd><bdi dir="ltr">${mail.to.join(', ')}</bdi></dd>
<dt>از · From</dt><dd><bdi dir="ltr">${mail.from}</bdi></dd>
<dt>زمان · At</dt><dd><time dir="ltr" datetime="${mail.at}">${mail.at}</time></dd>
${mail.attachments.map(
  ({ name, size }, index) =>
    html`<dt>پیوست · Attachment</dt><dd><a href="${attachmentPath(mail.number, index)}"><bdi>${name}</bdi></a> (${size} B)</dd>`,
)}
</dl>
${
  mail.html === ''
    ? html`<pre dir="auto">${mail.text}</pre>`
    : html`<iframe title="Mail ${mail.number}" loading="lazy" referrerpolicy="no-referrer"
  sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${document}"></iframe>
<details><summary>متن ساده · Plain text</summary><pre dir="auto">${mail.text}</pre></details>`
}
</article>`
}

function attachmentPath(number: number, index: number): string {
  return `/mailbox/${number}/attachments/${index}`
}
