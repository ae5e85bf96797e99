import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { fieldFaults } from '#functions/shared/edge/body.ts'

const schema = z.strictObject({
  title: z.string().min(10).max(120),
  name: z.string().min(1),
  share: z.number().min(0).max(100),
  kind: z.enum(['a', 'b']),
  scores: z.object({ revenue: z.number() }),
  mobile: z.string().refine((text) => text.startsWith('09'), {
    params: { code: 'no-mobile', message: { fa: 'شمارهٔ همراه نیست.', en: 'This is no mobile number.' } },
  }),
})

function codes(input: unknown): Record<string, string> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return {}
  return Object.fromEntries(fieldFaults(parsed.error).map(({ field, code }) => [field, code]))
}

const valid = { title: 'ten letters', name: 'n', share: 5, kind: 'a', scores: { revenue: 1 }, mobile: '0912' }

describe('the faults of fields', () => {
  it('are none for what is right', () => {
    expect(codes(valid)).toEqual({})
  })

  it('name every field that is missing, as the form names it', () => {
    expect(codes({ scores: {} })).toEqual({
      title: 'missing',
      name: 'missing',
      share: 'missing',
      kind: 'not-offered',
      'scores[revenue]': 'missing',
      mobile: 'missing',
    })
  })

  it('tell too short from too long, too small from too large, and empty as missing', () => {
    expect(codes({ ...valid, title: 'short', name: '', share: -1 })).toEqual({
      title: 'too-short',
      name: 'missing',
      share: 'too-small',
    })
    expect(codes({ ...valid, title: 'x'.repeat(121), share: 101 })).toEqual({
      title: 'too-long',
      share: 'too-large',
    })
  })

  it('tell what is wrong, not offered, unknown, or wrong in its own way', () => {
    expect(codes({ ...valid, title: ['a', 'b'], kind: 'c', extra: 1, mobile: '7' })).toEqual({
      title: 'invalid',
      kind: 'not-offered',
      extra: 'unknown',
      mobile: 'no-mobile',
    })
  })

  it('have words in both languages, with digits of each', () => {
    const parsed = schema.safeParse({ ...valid, title: 'short' })
    expect(parsed.error && fieldFaults(parsed.error)).toEqual([
      {
        field: 'title',
        code: 'too-short',
        message: { fa: 'دست‌کم ۱۰ نویسه.', en: 'At least 10 characters.' },
      },
    ])
  })
})
