import * as fc from 'fast-check'

/** As much of JSON Schema as the description of the interface uses. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema
  readonly items?: JsonSchema | false
  readonly prefixItems?: readonly JsonSchema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** Values that a schema allows, as far as it says. */
function valid(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map(valid))
  switch (schema.type) {
    case 'object':
      return validObject(schema)
    case 'array':
      if (schema.prefixItems !== undefined) return fc.tuple(...schema.prefixItems.map(valid))
      return fc.array(valid(schema.items || {}), { maxLength: 6 })
    case 'integer':
      return fc.integer(bounds(schema))
    case 'number':
      return fc.double({ ...bounds(schema), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'string':
      return validText(schema)
    default:
      return fc.jsonValue()
  }
}

function validObject({
  properties = {},
  required = [],
  additionalProperties,
}: JsonSchema): fc.Arbitrary<unknown> {
  const fields = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valid(schema)])),
    { requiredKeys: [...required] },
  )
  if (additionalProperties === undefined) return fields
  const more = fc.dictionary(fc.string(), valid(additionalProperties), { maxKeys: 4 })
  return fc.tuple(more, fields).map(([others, own]) => ({ ...others, ...own }))
}

function validText({
  pattern,
  minLength = 0,
  maxLength = minLength + 200,
}: JsonSchema): fc.Arbitrary<unknown> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 200) })
}

function bounds({ minimum = -1e9, maximum = 1e9 }: JsonSchema): { min: number; max: number } {
  return { min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) }
}

/** Markup that would run if a page ever showed it as it is. */
export const markup = '<script>x()</script>"\'><img src=x onerror=x()>'

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e300,
    [],
    {},
    '',
    markup,
    [markup],
    { [markup]: markup },
    '\u0000\u001B\r\n\u202E',
  ),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.constantFrom('x', '۱', 'ا').map((letter) => letter.repeat(70_000)),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Bodies that a schema does not allow, or hardly: a good one with fields left out, replaced and added, or something else. */
export function spoilt(schema: JsonSchema): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? schema.oneOf?.[0]?.properties ?? {})
  const field = fc.oneof(
    fc.constantFrom(...(names.length === 0 ? ['x'] : names)),
    fc.constantFrom(markup, 'lang', 'idempotencyKey', '__proto__', 'toString'),
    fc.string(),
  )
  const change = fc.record({ field, value: fc.option(junk, { nil: undefined }) })
  const changed = fc
    .tuple(valid(schema), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([value, changes]) => {
      const body = new Map(Object.entries(Object(value)))
      for (const one of changes) {
        if (one.value === undefined) body.delete(one.field)
        else body.set(one.field, one.value)
      }
      return Object.fromEntries(body)
    })
  return fc.oneof({ arbitrary: changed, weight: 5 }, { arbitrary: junk, weight: 1 })
}
