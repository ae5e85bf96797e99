import type { Language } from '#workflows/language.ts'
import { type Html, html } from './html.ts'

const fa = {
  kept: 'آنچه می‌نویسید تا هنگام فرستادن تنها در همین دستگاه نگه داشته می‌شود تا از دست نرود. اگر دستگاه مشترک است، پیش از رفتن آن را پاک کنید.',
  keptPersonal:
    'آنچه می‌نویسید تا هنگام تأیید رایانامه تنها در همین دستگاه نگه داشته می‌شود تا از دست نرود؛ نام، شماره‌ها و نشانی‌ها تنها تا بسته شدن همین زبانهٔ مرورگر. اگر دستگاه مشترک است، پیش از رفتن آن را پاک کنید.',
  keepAll: 'نام، شماره‌ها و نشانی‌ها نیز در این دستگاه بماند (تنها در دستگاه شخصی برگزینید)',
  discard: 'پاک کردن پیش‌نویس',
  restored: 'پیش‌نویس شما بازگردانده شد',
  restoredDetail: 'این نوشته‌ها از {at} در همین دستگاه مانده بود.',
  restoredFiles: 'پیوست‌ها نگه داشته نمی‌شوند؛ دوباره برگزینید.',
  discarded: 'پیش‌نویس از این دستگاه پاک شد.',
  undo: 'بازگرداندن',
}

const en: typeof fa = {
  kept: 'Until you send it, what you write is kept on this device alone, so that it does not get lost. On a shared device, discard it before you leave.',
  keptPersonal:
    'What you write is kept on this device alone, so that it does not get lost, until your address is confirmed; names, numbers and addresses only until this tab is closed. On a shared device, discard it before you leave.',
  keepAll: 'Keep names, numbers and addresses on this device too (only on a device of your own)',
  discard: 'Discard the draft',
  restored: 'Your draft is back',
  restoredDetail: 'It was kept on this device from {at}.',
  restoredFiles: 'Attachments are not kept; please choose them again.',
  discarded: 'The draft was removed from this device.',
  undo: 'Bring it back',
}

export const draftTexts = { fa, en } as const

/** What a form says of its draft, hidden until a script has something to say. `postForm` puts it on top. */
export function draftNotices(
  language: Language,
  { hasFiles, isPersonal }: { readonly hasFiles: boolean; readonly isPersonal: boolean },
): Html {
  const texts = draftTexts[language]
  const detail = hasFiles ? `${texts.restoredDetail} ${texts.restoredFiles}` : texts.restoredDetail
  return html`<div class="notice info" data-draft="restored" tabindex="-1" hidden><h2>${texts.restored}</h2><p data-text="${detail}"></p>
<p><button type="button" class="button secondary" data-draft-act="discard">${texts.discard}</button></p></div>
<div class="notice" data-draft="discarded" tabindex="-1" hidden><p>${texts.discarded}</p>
<p><button type="button" class="button secondary" data-draft-act="undo">${texts.undo}</button></p></div>
<div class="quiet" data-draft="kept" hidden><p>${isPersonal ? texts.keptPersonal : texts.kept} <button type="button" class="as-link" data-draft-act="discard">${texts.discard}</button></p>${
    isPersonal &&
    html`<p data-no-draft><label class="choice"><input type="checkbox" data-draft-all> <span>${texts.keepAll}</span></label></p>`
  }</div>`
}

/** On the page that follows a success: the drafts whose keys begin so have done their service. */
export function draftDone(prefix: string): Html {
  return html`<span data-draft-done="${prefix}" hidden></span>`
}
