import { type Html, html } from '#functions/shared/pages/html.ts'
import { chip, dateTime, disclosure, type Tone, table, userText } from '#functions/shared/pages/parts.ts'
import type { DropReason } from '#workflows/effects/still-needed.ts'
import type { Language, Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { caseTexts } from './case-texts.ts'
import type { Delivery, DeliveryState } from './deliveries.ts'
import type { OpenedCase } from './open-case.ts'

const fa = {
  noMails: 'هنوز رایانامه‌ای فرستاده نشده است.',
  others: 'گام‌های خودکار سامانه',
  mail: 'رایانامه',
  step: 'گام',
  to: 'گیرنده',
  state: 'وضعیت',
  at: 'زمان',
  entry: 'رویداد',
  attempts: (count: string) => `${count} بار کوشش`,
  states: {
    done: 'انجام شد',
    sent: 'فرستاده شد',
    delayed: 'دیر می‌رسد؛ اگر نرسد گفته می‌شود',
    delivered: 'رسید',
    bounced: 'برگشت خورد',
    complained: 'هرزنامه گزارش شد',
    failing: 'نرفت؛ دوباره کوشیده می‌شود',
    waiting: 'در راه',
    dropped: 'دیگر لازم نیست',
  },
  notTried: 'هنوز نه',
}

const en: typeof fa = {
  noMails: 'No mail was sent yet.',
  others: 'What the system does by itself',
  mail: 'Mail',
  step: 'Step',
  to: 'To',
  state: 'State',
  at: 'Time',
  entry: 'Entry',
  attempts: (count) => `tried ${count} times`,
  states: {
    done: 'done',
    sent: 'sent',
    delayed: 'late; told if it never arrives',
    delivered: 'delivered',
    bounced: 'bounced',
    complained: 'reported as spam',
    failing: 'failed; tried again',
    waiting: 'on its way',
    dropped: 'no longer needed',
  },
  notTried: 'not yet',
}

const deliveriesTexts = { fa, en } as const

/** A reason that a later release gave is told by the state alone. */
const dropWords: Readonly<Record<DropReason, Text>> = {
  'moved-on': { fa: 'پرونده از این گام گذشت', en: 'the case moved on' },
  answered: { fa: 'پاسخ رسیده بود', en: 'the answer was there' },
  'somebody-else': { fa: 'جایگاه به کس دیگری رسیده است', en: 'somebody else holds the place' },
  'closed-before': { fa: 'پرونده بسته شده بود', en: 'the case was closed' },
  erased: { fa: 'داده‌های متقاضی پاک شده است', en: "the applicant's data was erased" },
}

function isDropReason(reason: string | null): reason is DropReason {
  return reason !== null && Object.hasOwn(dropWords, reason)
}

const tones: Readonly<Record<DeliveryState, Tone>> = {
  done: 'success',
  sent: 'success',
  delayed: 'warning',
  delivered: 'success',
  bounced: 'danger',
  complained: 'danger',
  failing: 'warning',
  waiting: 'info',
  dropped: 'neutral',
}

/** The mails that went out, the newest first, and behind them what else the ledger caused; each with how far it got. */
export function deliveriesSection(opened: OpenedCase, language: Language): Html {
  const texts = deliveriesTexts[language]
  const all = opened.deliveries.toReversed()
  const mails = all.filter(({ to }) => to !== null)
  const others = all.filter(({ to }) => to === null)
  const { timeZone } = opened.programme
  const time = ({ at }: Delivery) => (at === null ? texts.notTried : dateTime(at, language, timeZone))
  const number = ({ sequence }: Delivery) => formatNumber(sequence, language)
  const mailRows = mails.map((mail) => [
    mail.what[language],
    html`${mail.to !== null && userText(mail.to[language])}${mail.email !== null && html`<div><bdi dir="ltr" class="quiet">${mail.email}</bdi></div>`}`,
    stateView(mail, language),
    time(mail),
    number(mail),
  ])
  const otherRows = others.map((each) => [
    each.what[language],
    stateView(each, language),
    time(each),
    number(each),
  ])
  return html`<section id="mails" class="listed"><h2>${caseTexts[language].mails}</h2>
${mails.length === 0 ? html`<p>${texts.noMails}</p>` : table(caseTexts[language].mails, [texts.mail, texts.to, texts.state, texts.at, texts.entry], mailRows, { narrow: 'pairs', wide: [0, 1] })}
${others.length > 0 && disclosure(texts.others, table(texts.others, [texts.step, texts.state, texts.at, texts.entry], otherRows, { narrow: 'pairs' }))}</section>`
}

/** How often it was tried is told where that was more than once; an error is a name that its service gave it. */
function stateView({ state, dropped, attempts, lastError }: Delivery, language: Language): Html {
  const texts = deliveriesTexts[language]
  return html`${chip(texts.states[state], tones[state])}${isDropReason(dropped) && html`<div class="quiet">${dropWords[dropped][language]}</div>`}${attempts > 1 && html`<div class="quiet">${texts.attempts(formatNumber(attempts, language))}</div>`}${lastError !== null && html`<div><bdi dir="ltr" class="code">${lastError}</bdi></div>`}`
}
