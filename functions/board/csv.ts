/** Excel takes UTF-8 for what it is only behind this mark. */
export const byteOrderMark = '\uFEFF'

/**
 * Where a cell begins in some reader: at the start of a value, and within it behind a semicolon, a tab or a line's end, since
 * whoever splits at semicolons or tabs reads past the quotes. What is skipped before a formula is looked for comes along. The
 * full-width signs count as well: some programs read them as their narrow twins.
 */
const formulaStart = /(^|[;\t\r\n])([\s"\p{Cc}\p{Default_Ignorable_Code_Point}]*)(?=[=+\-@＝＋－＠])/gu
/** What some programs drop before they look. */
const droppedStart = /^[\t\r\n\0]/

/**
 * One record as RFC 4180 has it, with its CRLF, every value in quotes. What people wrote is never run as a formula, whether the
 * file is split at commas, semicolons or tabs: an apostrophe before it makes it text.
 */
export function csvRecord(values: readonly string[]): string {
  return `${values.map(csvValue).join(',')}\r\n`
}

function csvValue(value: string): string {
  const safe = value.replaceAll(formulaStart, "$1$2'").replace(droppedStart, "'$&")
  return `"${safe.replaceAll('"', '""')}"`
}
