import { describe, expect, it } from 'vitest'
import { amountInWords } from '#functions/shared/pages/amount-in-words.ts'

describe('an amount in words', () => {
  it.each([
    ['45000000000', '۴۵٬۰۰۰٬۰۰۰٬۰۰۰ ریال: چهل و پنج میلیارد ریال، برابر ۴٬۵۰۰٬۰۰۰٬۰۰۰ تومان'],
    ['۱۲٬۳۴۵', '۱۲٬۳۴۵ ریال: دوازده هزار و سیصد و چهل و پنج ریال'],
    ['0', '۰ ریال: صفر ریال'],
  ])('reads %s as offices and people in Iran do', (typed, words) => {
    expect(amountInWords(typed, 'fa')).toBe(words)
  })

  it('is told in English without tomans', () => {
    expect(amountInWords('2,500,000', 'en')).toBe('IRR 2,500,000: two million five hundred thousand rials')
  })

  it.each(['', 'x', '12.5', '-3', '1e9', '99999999999999999999'])('is silent about %j', (typed) => {
    expect(amountInWords(typed, 'fa')).toBe('')
  })
})
