import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseProgrammeText } from '#infra/programme-files.ts'
import { repeatedKeys } from '#workflows/programme/repeated-keys.ts'

describe('a key that a programme has twice', () => {
  it.each([
    ['{"a":1,"a":1}', ['a']],
    ['{"a":1,"a":2,"a":3}', ['a', 'a']],
    ['{"rules":{"REJ":{"text":{},"may":false,"may":true}}}', ['rules.REJ.may']],
    ['{"stages":[{"id":"one"},{"id":"two","id":"three"}]}', ['stages.1.id']],
    ['[[],{"a":[1,{"b":1,"b":2}]}]', ['1.a.1.b']],
    // The same key, written another way; and what only looks like one.
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a":"a","b":"{\\"a\\":1,","c":["a","a"],"d":{"a":1}}', []],
  ])('is named by its path: %s', (text, paths) => {
    expect(JSON.parse(text)).toBeDefined()
    expect(repeatedKeys(text)).toEqual(paths)
  })

  it('is in nothing that was written by a program', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (text, indent) => {
        expect(repeatedKeys(JSON.stringify(JSON.parse(text), null, indent))).toEqual([])
      }),
    )
  })

  it('is refused at the start and at synthesis, in both languages', () => {
    expect(() => parseProgrammeText('city', '{"stages":[{"id":"one","id":"two"}]}')).toThrow(
      /"city" is invalid:\n {2}stages\.0\.id: .*twice.*دو بار/,
    )
    expect(parseProgrammeText('city', '{"id":"city"}')).toEqual({ id: 'city' })
  })
})
