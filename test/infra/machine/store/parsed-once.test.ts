import { describe, expect, it } from 'vitest'
import { parsedOnce } from '#infra/machine/store/parsed-once.ts'

function counted(most: number) {
  const texts: string[] = []
  const read = parsedOnce((text): { part: { said: string } } => {
    texts.push(text)
    return { part: { said: text } }
  }, most)
  return { read, texts }
}

describe('rows that are parsed once', () => {
  it('parses again what says something else, and nothing else', () => {
    const { read, texts } = counted(10)
    expect([read('a'), read('a'), read('b')]).toEqual(['a', 'a', 'b'].map((said) => ({ part: { said } })))
    expect(texts).toEqual(['a', 'b'])
  })

  it('gives nobody something that they could change for others', () => {
    const { read } = counted(10)
    expect(() => {
      read('a').part.said = 'forged'
    }).toThrow(TypeError)
    expect(read('a').part.said).toBe('a')
  })

  it('forgets what was not asked for lately', () => {
    const { read, texts } = counted(2)
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) read(text)
    expect(texts).toEqual(['a', 'b', 'c', 'b'])
  })

  it('keeps nothing of what does not parse', () => {
    const read = parsedOnce((text): unknown => JSON.parse(text), 2)
    expect(() => read('{')).toThrow(SyntaxError)
    expect(() => read('{')).toThrow(SyntaxError)
  })
})
