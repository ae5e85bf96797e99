import type { Language, Text } from '#workflows/language.ts'
import { formatBothCalendars } from '#workflows/programme/jalali.ts'
import { type KeptSpan, parseKeptSpan } from '#workflows/programme/kept-span.ts'
import type { Programme, Retention } from '#workflows/programme/programme.ts'
import { keptFor } from '#workflows/proposal/retention.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { type Html, html } from './html.ts'
import { definitionList, disclosure } from './parts.ts'

/** What each rule of retention is about, as it stands in a list or after "of". */
export const retentionRuleWords: Readonly<Record<keyof Retention, Text>> = {
  unconfirmed: {
    fa: 'پیشنهادی که رایانامهٔ آن تأیید نشد',
    en: 'a proposal whose address was never confirmed',
  },
  withdrawnOrLapsed: {
    fa: 'پروندهٔ پس‌گرفته یا بی‌نتیجه',
    en: 'a case that was withdrawn or lapsed',
  },
  declined: { fa: 'پروندهٔ ردشده یا بسته‌شده', en: 'a case that was rejected or closed' },
  completed: { fa: 'پرونده‌ای که به قرارداد رسید', en: 'a case that came to a contract' },
}

const units: Readonly<Record<KeptSpan['unit'], { readonly fa: string; readonly en: string }>> = {
  Y: { fa: 'سال', en: 'year' },
  M: { fa: 'ماه', en: 'month' },
  W: { fa: 'هفته', en: 'week' },
  D: { fa: 'روز', en: 'day' },
}

/** A span of a programme's retention in words: «۲ سال», "30 days", «همیشه». */
export function keptText(text: string, language: Language): string {
  const span = parseKeptSpan(text)
  if (span === undefined) return { fa: 'همیشه', en: 'for ever' }[language]
  const number = formatNumber(span.count, language)
  const unit = units[span.unit][language]
  return language === 'fa' || span.count === 1 ? `${number} ${unit}` : `${number} ${unit}s`
}

/** What becomes of the applicant's personal data of a case, in words; null while the case is open. */
export function keptWords(
  state: ProposalState,
  programme: Pick<Programme, 'retention' | 'timeZone'>,
  language: Language,
): string | null {
  if (state.status !== 'closed') return null
  if (state.applicant === null) return texts[language].erased
  const { until } = keptFor(state, programme)
  const date = until === null ? null : formatBothCalendars(new Date(until), language, programme.timeZone)
  if (state.hold !== null) return texts[language].held(date)
  return date === null ? texts[language].forEver : texts[language].until(date)
}

/** For how long the personal data of each outcome is kept, for whoever is about to hand it over. */
export function retentionView({ retention }: Pick<Programme, 'retention'>, language: Language): Html {
  const rows = Object.entries(retentionRuleWords).map(([rule, name]): [string, string] => [
    capital(name[language]),
    keptText(retention[rule as keyof Retention], language),
  ])
  return disclosure(
    texts[language].title,
    html`<p>${texts[language].lead}</p>${definitionList(rows)}<p class="quiet">${texts[language].stays}</p>`,
  )
}

/** The same as a part of the terms of a proposal. */
export function retentionText(
  { retention }: Pick<Programme, 'retention'>,
  language: Language,
): { readonly heading: string; readonly text: string } {
  const { title, lead, stays } = texts[language]
  const rows = Object.entries(retentionRuleWords).map(
    ([rule, name]) => `${name[language]}: ${keptText(retention[rule as keyof Retention], language)}`,
  )
  return { heading: title, text: `${lead}\n${rows.join('\n')}\n${stays}` }
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const fa = {
  title: 'داده‌های شخصی تا کی نگه داشته می‌شود؟',
  lead: 'نام، نشانی، شماره‌ها و پیوست‌ها تنها برای رسیدگی به همین پیشنهاد است. پس از پایان پرونده تا این مدت نگه داشته و سپس خودبه‌خود پاک می‌شود:',
  stays:
    'زمان قرارداد از واپسین قسط آن شمرده می‌شود. خود قرارداد امضاشده سند شهرداری است و می‌ماند. اگر اختلافی در میان باشد، دبیرخانه می‌تواند با نوشتن دلیل، داده‌ها را بیشتر نگه دارد؛ این در تاریخچهٔ پرونده نوشته می‌شود.',
  erased: 'پاک شده است.',
  forEver: 'بنا بر برنامهٔ شهر پاک نمی‌شود.',
  until: (date: string) => `تا ${date} نگه داشته و سپس پاک می‌شود.`,
  /** `date` is when it would have been erased; null where it would not. */
  held: (date: string | null) =>
    `دبیرخانه آن را نگه داشته است و تا آزاد شدن پاک نمی‌شود.${date === null ? '' : ` زمان آن ${date} است.`}`,
}

const en: typeof fa = {
  title: 'How long is personal data kept?',
  lead: 'Names, addresses, numbers and attachments serve this proposal alone. Once its case is closed they are kept for so long and then erased by themselves:',
  stays:
    'A contract’s time counts from its last instalment. The signed contract itself is the city’s record and stays. In a dispute the case office may keep the data for longer, with a written reason; the history of the case says so.',
  erased: 'It was erased.',
  forEver: 'By the city’s programme it is not erased.',
  until: (date) => `Kept until ${date}, then erased.`,
  held: (date) =>
    `The case office holds it; it is not erased until that is lifted.${date === null ? '' : ` Its time is ${date}.`}`,
}

const texts = { fa, en } as const
