import { html } from 'hono/html'
import type { KeptMail, Mailbox } from '#infra/machine/mailbox.ts'
import { attachmentPath, when } from './mail-parts.ts'
import { type OperatorAnswer, page } from './page.ts'

/** Its links open in a new tab; it runs nothing, loads nothing, and is of no origin. */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox'
const mailPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox ${sandbox}`

/** One mail as it looks, its plain text beside it, and its header. */
export async function mailPage(
  mailbox: Mailbox,
  number: number,
  timeZone: string,
): Promise<OperatorAnswer | undefined> {
  const mail = mailbox.find(number)
  if (mail === undefined) return undefined
  const neighbours = mailbox.list()
  const at = neighbours.indexOf(mail)
  const [older, newer] = [neighbours[at - 1], neighbours[at + 1]]
  return page(
    'Mail',
    html`<nav><a href="/mailbox?to=${encodeURIComponent(mail.to[0] ?? '')}">نامه‌های این گیرنده · Mails to this recipient</a>
${newer === undefined ? '' : html`<a href="/mailbox/${newer.number}">تازه‌تر · Newer</a>`}
${older === undefined ? '' : html`<a href="/mailbox/${older.number}">پیش از آن · Older</a>`}</nav>
<h1 class="subject" dir="auto">${mail.subject}</h1>
<dl>
<dt>به · To</dt><dd><bdi dir="ltr">${mail.to.join(', ')}</bdi></dd>
<dt>از · From</dt><dd><bdi dir="ltr">${mail.from}</bdi></dd>
${mail.replyTo.length > 0 ? html`<dt>پاسخ به · Reply-To</dt><dd><bdi dir="ltr">${mail.replyTo.join(', ')}</bdi></dd>` : ''}
<dt>زمان · At</dt><dd>${when(mail.at, timeZone)}</dd>
${Object.entries(mail.headers).map(([name, value]) => html`<dt><bdi dir="ltr">${name}</bdi></dt><dd><bdi dir="ltr">${value}</bdi></dd>`)}
<dt>شناسه · Message-ID</dt><dd><bdi dir="ltr">${mail.messageId}</bdi></dd>
${mail.attachments.map(
  ({ name, size }, index) =>
    html`<dt>پیوست · Attachment</dt><dd><a href="${attachmentPath(mail.number, index)}"><bdi>${name}</bdi></a> (<bdi dir="ltr">${sizeText(size)}</bdi>)</dd>`,
)}
</dl>
<div class="sides">
${mail.html === '' ? '' : html`<iframe title="HTML" src="/mailbox/${mail.number}/html" referrerpolicy="no-referrer" sandbox="${sandbox}"></iframe>`}
<section><h2>متن ساده · Plain text</h2><pre>${mail.text}</pre></section>
</div>`,
  )
}

/** The mail's own document, for the frame: nothing that it holds may do anything but open a link. */
export function mailDocument(mailbox: Mailbox, number: number): OperatorAnswer | undefined {
  const mail = mailbox.find(number)
  if (mail === undefined || mail.html === '') return undefined
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: withLinksInNewTabs(mail),
    headers: { 'content-security-policy': mailPolicy, 'x-frame-options': 'SAMEORIGIN' },
  }
}

function withLinksInNewTabs({ html: source }: KeptMail): string {
  const base = '<base target="_blank">'
  return /<head>/i.test(source) ? source.replace(/<head>/i, (head) => head + base) : base + source
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

function sizeText(bytes: number): string {
  return bytes < 1_024 ? `${bytes} B` : `${Math.round(bytes / 1_024)} KB`
}
