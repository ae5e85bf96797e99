/** Names by which an object could be turned against the program that reads it. */
const dangerous: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export function isDangerousName(name: string): boolean {
  return dangerous.has(name)
}

type FieldValues = string | string[]

/**
 * The fields of a form as one object: `scores[revenue]=4` is `{scores: {revenue: '4'}}`, one level deep; a repeated name is an
 * array, and so is `files[]`. Where a name is used both plainly and with brackets, the first use counts.
 */
export function formFields(fields: Iterable<readonly [string, string]>): Record<string, unknown> {
  const outer = new Map<string, FieldValues | Map<string, FieldValues>>()
  for (const [name, value] of fields) {
    const { group, inner } = splitName(name)
    if (isDangerousName(group) || (inner !== undefined && isDangerousName(inner))) continue
    if (inner === undefined) {
      const earlier = outer.get(group)
      if (!(earlier instanceof Map)) outer.set(group, withValue(earlier, value))
    } else {
      const members = outer.get(group) ?? new Map<string, FieldValues>()
      if (!(members instanceof Map)) continue
      members.set(inner, withValue(members.get(inner), value))
      outer.set(group, members)
    }
  }
  return Object.fromEntries(
    [...outer].map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]),
  )
}

/**
 * JSON whose names are those of the form: `{"scores[revenue]": 4}` is `{scores: {revenue: 4}}`, as it is in a form. Where a
 * name is used both plainly and with brackets, the plain one counts.
 */
export function jsonFields(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const fields = Object.entries(body)
  if (!fields.some(([name]) => splitName(name).inner !== undefined)) return body
  const outer = new Map<string, unknown>(fields.filter(([name]) => splitName(name).inner === undefined))
  const groups = new Map<string, [string, unknown][]>()
  for (const [name, value] of fields) {
    const { group, inner } = splitName(name)
    if (inner === undefined || outer.has(group) || isDangerousName(group) || isDangerousName(inner)) continue
    groups.set(group, [...(groups.get(group) ?? []), [inner, value]])
  }
  for (const [group, members] of groups) outer.set(group, Object.fromEntries(members))
  return Object.fromEntries(outer)
}

function splitName(name: string): { group: string; inner?: string } {
  const [, group, inner] = /^([^[\]]+)\[([^[\]]*)\]$/.exec(name) ?? []
  if (group === undefined || inner === undefined) return { group: name }
  return inner === '' ? { group } : { group, inner }
}

function withValue(earlier: FieldValues | undefined, value: string): FieldValues {
  if (earlier === undefined) return value
  return typeof earlier === 'string' ? [earlier, value] : [...earlier, value]
}
