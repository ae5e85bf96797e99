import { describe, expect, it } from 'vitest'
import { forgetParsed, parsedOnce } from '#infra/machine/store/parsed-once.ts'

function counted(most: number) {
  const texts: string[] = []
  const database = {}
  const read = parsedOnce(
    (text): { part: { said: string } } => {
      texts.push(text)
      return { part: { said: text } }
    },
    most,
    database,
  )
  return { read, texts, database }
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

  it('forgets everything of one database when something was erased there', () => {
    const { read, texts, database } = counted(2)
    const others = counted(2)
    for (const each of [read, others.read]) each('a')
    forgetParsed(database)
    for (const each of [read, others.read]) each('a')
    expect([texts, others.texts]).toEqual([['a', 'a'], ['a']])
  })

  it('keeps nothing of what does not parse', () => {
    const read = parsedOnce((text): unknown => JSON.parse(text), 2, {})
    expect(() => read('{')).toThrow(SyntaxError)
    expect(() => read('{')).toThrow(SyntaxError)
  })
})
