import { describe, expect, it } from 'vitest'
import { blocksOf, code, prose, value } from '#workflows/contract/prose.ts'

describe('prose', () => {
  it('keeps our wording apart from the values put into it', () => {
    expect(prose`طرح «${value('ParkYar')}» به شمارهٔ ${code('TSV-1')}`).toEqual([
      'طرح «',
      { value: 'ParkYar' },
      '» به شمارهٔ ',
      { code: 'TSV-1' },
    ])
  })
})

describe('the paragraphs of a typed text', () => {
  it('end at any line end, blank ones dropped', () => {
    expect(blocksOf('یک\r\n\r\n  دو\rسه\u2028چهار\u0085پنج').map(({ text }) => text)).toEqual([
      'یک',
      'دو',
      'سه',
      'چهار',
      'پنج',
    ])
  })

  it.each([
    ['متن با API', 'rtl'],
    ['API و متن', 'ltr'],
    ['12) متن', 'rtl'],
    ['۱۲ items', 'ltr'],
    ['۱۲۳', 'rtl'],
    ['123 – 456', 'rtl'],
  ])('%s runs %s', (text, direction) => {
    expect(blocksOf(text)).toEqual([{ direction, text }])
  })
})
