import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordChanges } from '#functions/shared/pages/word-changes.ts'

const plain = (markup: unknown) =>
  String(markup)
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('changed words', () => {
  it('are marked where they went and where they came, with the space between two of them', () => {
    const changes = wordChanges('سهم شهر ده درصد از درآمد است', 'سهم شهر دوازده و نیم درصد از درآمد است')
    expect(String(changes?.before)).toContain('سهم شهر <del>ده</del> درصد از درآمد است')
    expect(String(changes?.after)).toContain('سهم شهر <ins>دوازده و نیم</ins> درصد از درآمد است')
  })

  it('are not marked in texts that have little in common, or that are too long to compare', () => {
    expect(wordChanges('one two three four five', 'six seven eight nine ten')).toBeUndefined()
    const long = 'word '.repeat(700)
    expect(wordChanges(long, `${long} more`)).toBeUndefined()
  })

  it('never change or run what was written', () => {
    const words = fc.array(fc.constantFrom('<b>', 'شهر', 'a', '&', '"', 'x', '\n'), {
      minLength: 4,
      maxLength: 40,
    })
    fc.assert(
      fc.property(words, words, (before, after) => {
        const [old, current] = [before.join(' '), after.join(' ')]
        const changes = wordChanges(old, current)
        if (changes === undefined) return
        expect(plain(changes.before)).toBe(old)
        expect(plain(changes.after)).toBe(current)
        expect(String(changes.after)).not.toContain('<b>')
      }),
    )
  })
})
