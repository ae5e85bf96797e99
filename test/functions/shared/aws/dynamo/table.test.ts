import { describe, expect, it } from 'vitest'
import { body, bodyOf } from '#functions/shared/aws/dynamo/table.ts'

const long = { reason: 'بسیار خوب '.repeat(200) }

describe('the body of a row', () => {
  it('is text where it is short, and deflated where it is long', () => {
    expect(body({ a: 1 })).toEqual({ body: { S: '{"a":1}' } })
    const { B } = body(long).body
    expect(B?.length).toBeLessThan(200)
  })

  it.each([{ a: 1 }, long, null])('says what was written, whichever it is', (value) => {
    expect(bodyOf(body(value))).toEqual(value)
  })

  it('is read as earlier releases wrote it, however long', () => {
    expect(bodyOf({ body: { S: JSON.stringify(long) } })).toEqual(long)
  })

  it('says of bytes that are torn that they are no JSON, as of text', () => {
    expect(() => bodyOf({ body: { S: '{' } })).toThrow(SyntaxError)
    expect(() => bodyOf({ body: { B: new Uint8Array([0, 0, 0]) } })).toThrow(SyntaxError)
    const { B = new Uint8Array() } = body(long).body
    expect(() => bodyOf({ body: { B: B.slice(0, 20) } })).toThrow(SyntaxError)
  })
})
