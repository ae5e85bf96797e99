import { html } from 'hono/html'
import type { KeptMail, Mailbox } from '#infra/machine/mailbox.ts'
import { attachmentPath, when } from './mail-parts.ts'
import { jsonType, type Markup, type OperatorAnswer, page } from './page.ts'

/** Mails on one page; the JSON has all of them. */
const shown = 100

/** Every mail, oldest first, piece by piece: what tests and the demo read, again and again. */
export function mailboxJson(mailbox: Mailbox): OperatorAnswer {
  return { status: 200, type: jsonType, body: jsonOf(mailbox.list()) }
}

/** What was told of a mail before; one that is erased is another one. */
const told = new WeakMap<KeptMail, string>()

function* jsonOf(mails: readonly KeptMail[]): Generator<string> {
  const atOnce = 50
  yield '['
  for (let first = 0; first < mails.length; first += atOnce) {
    const some = mails.slice(first, first + atOnce).map((mail) => {
      const json = told.get(mail) ?? mailJson(mail)
      told.set(mail, json)
      return json
    })
    yield `${first === 0 ? '' : ','}${some.join()}`
  }
  yield ']'
}

function mailJson({ number, from, to, subject, html, text, attachments, at }: KeptMail): string {
  return JSON.stringify({
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
  })
}

/** The newest mails, newest first; `recipient` is a part of an address, or empty for everybody's. */
export async function mailboxPage(
  mailbox: Mailbox,
  { recipient, timeZone }: { recipient: string; timeZone: string },
): Promise<OperatorAnswer> {
  const wanted = recipient.trim().toLowerCase()
  const mails = mailbox.list()
  const found = mails.filter(({ to }) => to.some((address) => address.toLowerCase().includes(wanted)))
  const newest = found.slice(-shown).toReversed()
  return page(
    'Mailbox',
    html`<h1>صندوق نامه · Mailbox</h1>
<form method="get" action="/mailbox" role="search">
<label>گیرنده · Recipient <input type="search" name="to" value="${recipient}" dir="ltr" size="24" list="recipients" autocomplete="off"></label>
<datalist id="recipients">${recipientsOf(mails).map((address) => html`<option value="${address}">`)}</datalist>
<button>جست‌وجو · Search</button>${wanted === '' ? '' : html` <a href="/mailbox">همه · All</a>`}
</form>
${
  newest.length === 0
    ? emptyState(mails.length)
    : html`<p class="quiet"><span lang="fa" dir="rtl">${found.length.toLocaleString('fa-IR')} نامه</span> · ${found.length} ${found.length === 1 ? 'mail' : 'mails'}${found.length > shown ? html` · <span lang="fa" dir="rtl">${shown.toLocaleString('fa-IR')} تای تازه‌تر</span> · the newest ${shown}` : ''}</p>
<ol class="mails">${newest.map((mail) => listed(mail, timeZone))}</ol>`
}`,
  )
}

function emptyState(all: number): Markup {
  return all === 0
    ? html`<div class="empty"><p lang="fa" dir="rtl">هنوز نامه‌ای نیامده است. هرچه سامانه بفرستد، همین‌جا دیده می‌شود.</p>
<p>No mail yet. Whatever Tasvib sends appears here.</p></div>`
    : html`<div class="empty"><p lang="fa" dir="rtl">برای این گیرنده نامه‌ای نیست.</p><p>There is no mail to this recipient.</p></div>`
}

function listed({ number, subject, to, at, attachments }: KeptMail, timeZone: string): Markup {
  return html`<li><a href="/mailbox/${number}"><strong dir="auto">${subject}</strong>
<span class="quiet"><bdi dir="ltr">${to.join(', ')}</bdi> ${when(at, timeZone)}${attachments.length > 0 ? html` <span>پیوست · attachment</span>` : ''}</span></a></li>`
}

/** Everybody who got mail, whoever got some last before the others. */
function recipientsOf(mails: readonly KeptMail[]): string[] {
  return [...new Set(mails.toReversed().flatMap(({ to }) => to))].slice(0, shown)
}
