import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effectOfTag, effectTag } from '#functions/shared/ports/effect-tag.ts'

const part = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/)
const effects = fc.record({
  reference: fc.stringMatching(/^TSV-1[0-9]{3}-[A-Z0-9]{5}$/),
  sequence: fc.integer({ min: 1, max: 99_999_999 }),
  kind: fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(':')),
})

describe('the tag of an effect', () => {
  it('has the letters and the length that the mail service takes, and leads back to its effect', () => {
    fc.assert(
      fc.property(effects, (effect) => {
        expect(effectTag(effect)).toMatch(/^[A-Za-z0-9_-]{1,256}$/)
        expect(effectOfTag(effectTag(effect))).toEqual(effect)
      }),
    )
  })

  it.each(['', 'TSV-1405-7F3K2', 'TSV-1405-7F3K2_0_workflow', 'TSV-1405-7F3K2_1_', 'a_1_b', 'TSV_1_a:b'])(
    'is none of ours: %j',
    (value) => {
      expect(effectOfTag(value)).toBeUndefined()
    },
  )
})
