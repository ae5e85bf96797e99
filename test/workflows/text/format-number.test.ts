import { describe, expect, it } from 'vitest'
import { formatMoney, formatNumber, formatShortMoney } from '#workflows/text/format-number.ts'

describe('numbers for readers', () => {
  it('have the digits and separators of the language', () => {
    expect(formatNumber(1234567.5, 'fa')).toBe('۱٬۲۳۴٬۵۶۷٫۵')
    expect(formatNumber(1234567.5, 'en')).toBe('1,234,567.5')
  })

  it('name the rial when they are money, exactly up to the largest amount', () => {
    expect(formatMoney(999_999_999_999_999, 'fa')).toBe('۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹ ریال')
    expect(formatMoney(2_500_000_000, 'en')).toBe('IRR 2,500,000,000')
  })

  it('are told in few characters where a glance is enough', () => {
    expect(formatShortMoney(112_540_000_000, 'fa')).toBe('۱۱۲٫۵\u00a0میلیارد ریال')
    expect(formatShortMoney(112_540_000_000, 'en')).toBe('IRR 112.5 billion')
    expect(formatShortMoney(0, 'fa')).toBe('۰ ریال')
  })
})
