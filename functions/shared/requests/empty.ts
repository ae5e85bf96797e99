/** A field that a form sent empty, or that JSON left out, is none. */
export const emptyAsNull = (value: unknown): unknown =>
  value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value

export const emptyAsAbsent = (value: unknown): unknown => emptyAsNull(value) ?? undefined
