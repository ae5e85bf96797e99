import { describe, expect, it } from 'vitest'
import { lateNotice } from '#functions/shared/pages/late-notice.ts'
import type { Language } from '#workflows/language.ts'

const late = { isLate: true, isPassingOn: false }
/** Midnight in Tehran, and half past nine. */
const [day, moment] = ['2026-11-24T20:30:00.000Z', '2026-11-24T06:00:00.000Z']

describe('what is said above a form whose time is over', () => {
  it.each<[Language, string, RegExp]>([
    ['en', day, /The day has passed, your answer still counts/],
    ['en', moment, /The hour has passed, your answer still counts/],
    ['fa', day, /روز مهلت گذشته است؛ پاسخ شما همچنان به شمار می‌آید/],
    ['fa', moment, /ساعت مهلت گذشته است؛ پاسخ شما همچنان به شمار می‌آید/],
  ])('names the day or the hour, as it was told before (%s, %s)', (language, at, said) => {
    expect(String(lateNotice(late, { at, timeZone: 'Asia/Tehran' }, language))).toMatch(said)
  })

  it('is nothing before', () => {
    expect(lateNotice({ ...late, isLate: false }, { at: day, timeZone: 'Asia/Tehran' }, 'en')).toBe(false)
  })
})
