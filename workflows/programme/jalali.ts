import { d2j, type JalaaliDate, toGregorian } from 'jalaali-js'
import type { Language } from '#workflows/language.ts'
import { localDayOf } from './local-day.ts'

/** The Julian day number of 1 January 1970. */
const EPOCH_JULIAN_DAY = 2_440_588

const locales = {
  jalali: { fa: 'fa-IR-u-ca-persian-nu-arabext', en: 'en-GB-u-ca-persian-nu-latn' },
  gregorian: { fa: 'fa-IR-u-ca-gregory-nu-arabext', en: 'en-GB-u-ca-gregory-nu-latn' },
} as const satisfies Record<string, Record<Language, string>>

interface Format {
  readonly format: Intl.DateTimeFormat
  /** What was asked for lately, by epoch milliseconds: a page names the same few instants again and again. */
  readonly told: Map<number, string>
}

/** By what they are asked to tell, and then by locale and zone. */
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Format>>()
const mostTold = 2_000

/** @param options one of the few that this file has: a format is kept for each of them */
const formatted = (
  date: Date,
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): string => {
  const ofOptions = formats.get(options) ?? new Map<string, Format>()
  formats.set(options, ofOptions)
  const { format, told } = ofOptions.get(`${locale} ${timeZone}`) ?? {
    format: new Intl.DateTimeFormat(locale, { ...options, timeZone }),
    told: new Map(),
  }
  ofOptions.set(`${locale} ${timeZone}`, { format, told })
  const known = told.get(date.getTime())
  if (known !== undefined) return known
  const text = withoutEra(format.formatToParts(date))
  if (told.size === mostTold) told.clear()
  told.set(date.getTime(), text)
  return text
}

const withoutEra = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  parts
    .filter(({ type }) => type !== 'era')
    .map(({ value }) => value)
    .join('')
    .trim()

const long = { day: 'numeric', month: 'long', year: 'numeric' } as const
const monthAlone = { month: 'long' } as const
const yearAlone = { year: 'numeric' } as const
const weekday = { weekday: 'long' } as const
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** The Jalali date that the instant falls on. */
export const jalaliDate = (date: Date, timeZone: string): JalaaliDate =>
  d2j(localDayOf(date.getTime(), timeZone) + EPOCH_JULIAN_DAY)

export const jalaliYear = (date: Date, timeZone: string): number => jalaliDate(date, timeZone).jy

/** «۱۵ آبان ۱۴۰۴», or "15 Aban 1404". */
export const formatJalali = (date: Date, language: Language, timeZone: string): string =>
  formatted(date, locales.jalali[language], timeZone, long)

/** A Jalali month such as `1405-09`: «آذر ۱۴۰۵» or "Azar 1405", or without its year. */
export const formatJalaliMonth = (month: string, language: Language, length: 'long' | 'short'): string => {
  const [year = 1, number = 1] = month.split('-').map(Number)
  const { gy, gm, gd } = toGregorian(year, number, 1)
  const date = new Date(Date.UTC(gy, gm - 1, gd, 12))
  const part = (options: Intl.DateTimeFormatOptions): string =>
    formatted(date, locales.jalali[language], 'UTC', options)
  return length === 'short' ? part(monthAlone) : `${part(monthAlone)} ${part(yearAlone)}`
}

/** «۶ نوامبر ۲۰۲۵», or "6 November 2025". */
export const formatGregorian = (date: Date, language: Language, timeZone: string): string =>
  formatted(date, locales.gregorian[language], timeZone, long)

/** The date as the language's readers date a letter: Jalali in Persian, Gregorian in English. */
export const formatDate = (date: Date, language: Language, timeZone: string): string =>
  language === 'fa' ? formatJalali(date, language, timeZone) : formatGregorian(date, language, timeZone)

/** The date in the readers' own calendar, and in brackets in the other. */
export const formatBothCalendars = (date: Date, language: Language, timeZone: string): string =>
  language === 'fa'
    ? `${formatJalali(date, 'fa', timeZone)} (${formatGregorian(date, 'fa', timeZone)})`
    : `${formatGregorian(date, 'en', timeZone)} (${formatJalali(date, 'en', timeZone)})`

/** «جمعه», or "Friday". */
export const formatWeekday = (date: Date, language: Language, timeZone: string): string =>
  formatted(date, locales.gregorian[language], timeZone, weekday)

/** The local time of day on 24 hours: «۰۹:۰۵», or "09:05". */
export const formatTime = (date: Date, language: Language, timeZone: string): string =>
  formatted(date, locales.gregorian[language], timeZone, clock)
