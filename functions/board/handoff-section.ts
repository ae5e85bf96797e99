import { type Html, html } from '#functions/shared/pages/html.ts'
import { chip, code, dateTime, table } from '#functions/shared/pages/parts.ts'
import { type ChannelState, type Handoff, handoffsOf } from '#workflows/delivery/handoff.ts'
import type { Language, Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { OpenedCase } from './open-case.ts'

const channelWords: Readonly<Record<ChannelState['channel'], Text>> = {
  email: { fa: 'رایانامه با PDF مهرشده', en: 'Email with the sealed PDF' },
  page: { fa: 'صفحهٔ امور مالی', en: "Finance's page" },
  event: { fa: 'رویداد برای سامانه‌های دیگر', en: 'Event for other systems' },
  webhook: { fa: 'سامانهٔ امور مالی (وب‌هوک)', en: "Finance's own system (webhook)" },
}

const words = {
  fa: {
    title: 'تحویل به امور مالی',
    caption: (number: string, version: string) => `قرارداد ${number}، نسخهٔ ${version}`,
    channel: 'راه تحویل',
    state: 'وضعیت',
    requested: 'درخواست',
    attempts: 'تلاش‌ها',
    attempted: 'آخرین تلاش',
    succeeded: 'رسید',
    lastError: 'آخرین خطا',
    done: 'انجام شد',
    pending: 'در راه',
    trying: 'دوباره تلاش می‌شود',
    givenUp: 'نرسید؛ دیگر تلاش نمی‌شود',
    acknowledged: 'امور مالی دریافت را تأیید کرد',
    returned: 'امور مالی قرارداد را برگرداند',
    unanswered: 'امور مالی هنوز پاسخ نداده است',
  },
  en: {
    title: 'Delivery to finance',
    caption: (number: string, version: string) => `Contract ${number}, version ${version}`,
    channel: 'Channel',
    state: 'State',
    requested: 'Requested',
    attempts: 'Attempts',
    attempted: 'Last attempt',
    succeeded: 'Succeeded',
    lastError: 'Last error',
    done: 'Done',
    pending: 'On its way',
    trying: 'Being tried again',
    givenUp: 'Given up',
    acknowledged: 'Finance acknowledged it',
    returned: 'Finance returned it',
    unanswered: 'Finance has not answered yet',
  },
} as const satisfies Record<Language, object>

/** The deliveries of a case, as page and as JSON show them. */
export function handoffs({ entries, effects, programme }: OpenedCase): readonly Handoff[] {
  return handoffsOf(entries, effects, { hasWebhook: programme.finance.webhook !== undefined })
}

/** How each version was handed to finance: by which channels, how often tried, what went wrong last. */
export function handoffSection(opened: OpenedCase, language: Language): Html | false {
  const shown = handoffs(opened)
  if (shown.length === 0) return false
  const { timeZone } = opened.programme
  return html`<section><h2>${words[language].title}</h2>${shown.map((handoff) => handoffTable(handoff, language, timeZone))}</section>`
}

function handoffTable(
  { number, version, channels, answer }: Handoff,
  language: Language,
  timeZone: string,
): Html {
  const own = words[language]
  const time = (at: string | null) => (at === null ? '–' : dateTime(at, language, timeZone))
  const rows = channels.map((channel) => [
    channelWords[channel.channel][language],
    stateOf(channel, language),
    time(channel.requestedAt),
    formatNumber(channel.attempts, language),
    time(channel.attemptedAt),
    time(channel.succeededAt),
    channel.lastError === null ? '–' : code(channel.lastError),
  ])
  const head = [
    own.channel,
    own.state,
    own.requested,
    own.attempts,
    own.attempted,
    own.succeeded,
    own.lastError,
  ]
  const said =
    answer === null
      ? own.unanswered
      : html`${own[answer.outcome]}: ${dateTime(answer.at, language, timeZone)}`
  return html`${table(own.caption(`\u2068${number}\u2069`, formatNumber(version, language)), head, rows)}<p>${said}</p>`
}

function stateOf({ succeededAt, attempts, givenUp }: ChannelState, language: Language): Html {
  const own = words[language]
  if (succeededAt !== null) return chip(own.done, 'success')
  if (givenUp) return chip(own.givenUp, 'danger')
  return attempts === 0 ? chip(own.pending) : chip(own.trying, 'warning')
}
