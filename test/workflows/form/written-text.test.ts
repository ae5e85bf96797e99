import { describe, expect, it } from 'vitest'
import { writtenLine, writtenProse } from '#workflows/form/written-text.ts'

describe('a text that may stay empty', () => {
  const note = writtenProse({ min: 0, max: 100 })
  const voucher = writtenLine({ min: 0, max: 60 })

  it.each(['\ufe0f\ufe0f', '\u0301\u0301', '\u200d\u{e0100}', '---', '…', 'ـــ', '\ue000'])(
    'is empty where nothing is said: %j',
    (nothing) => {
      expect(note.parse(nothing)).toBe('')
      expect(voucher.parse(nothing)).toBe('')
    },
  )

  it.each(['۱۴۰۵/م/۱۲۳', '👍', '3', '✓ paid'])('stays as it is where something is: %j', (text) => {
    expect(note.parse(text)).toBe(text)
  })

  it('is refused where a part of it was lost', () => {
    expect(note.safeParse('\ufffd\ufffd').success).toBe(false)
  })
})
