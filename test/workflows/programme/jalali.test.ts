import { describe, expect, it } from 'vitest'
import {
  formatBothCalendars,
  formatDate,
  formatGregorian,
  formatJalali,
  formatTime,
  jalaliDate,
  jalaliYear,
} from '#workflows/programme/jalali.ts'

const zone = 'Asia/Tehran'
const day = new Date('2025-11-06T05:35:00Z')

describe('jalaliYear', () => {
  it('changes at the local midnight of Nowruz', () => {
    expect(jalaliYear(new Date('2026-03-20T20:29:59Z'), zone)).toBe(1404)
    expect(jalaliYear(new Date('2026-03-20T20:30:00Z'), zone)).toBe(1405)
  })

  it('knows the thirtieth of Esfand in a leap year', () => {
    expect(jalaliDate(new Date('2025-03-20T12:00:00Z'), zone)).toEqual({ jy: 1403, jm: 12, jd: 30 })
  })
})

describe('dates for readers', () => {
  it('are Jalali in Persian and Gregorian in English', () => {
    expect(formatDate(day, 'fa', zone)).toBe('۱۵ آبان ۱۴۰۴')
    expect(formatDate(day, 'en', zone)).toBe('6 November 2025')
  })

  it('are given in both calendars when a deadline must not be mistaken', () => {
    expect(formatBothCalendars(day, 'fa', zone)).toBe('۱۵ آبان ۱۴۰۴ (۶ نوامبر ۲۰۲۵)')
    expect(formatBothCalendars(day, 'en', zone)).toBe('6 November 2025 (15 Aban 1404)')
  })

  it('may be asked for in one calendar', () => {
    expect(formatJalali(day, 'en', zone)).toBe('15 Aban 1404')
    expect(formatGregorian(day, 'fa', zone)).toBe('۶ نوامبر ۲۰۲۵')
  })

  it('have a local time of day', () => {
    expect(formatTime(day, 'fa', zone)).toBe('۰۹:۰۵')
    expect(formatTime(day, 'en', zone)).toBe('09:05')
    expect(formatTime(new Date('2025-11-05T20:30:00Z'), 'en', zone)).toBe('00:00')
  })
})
