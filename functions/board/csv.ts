/** Excel takes UTF-8 for what it is only behind this mark. */
export const byteOrderMark = '\uFEFF'

/**
 * What a spreadsheet takes for the start of a formula, or drops before looking for one. The full-width signs count as well:
 * some programs read them as their narrow twins.
 */
const formulaStart: ReadonlySet<string> = new Set('=+-@\t\r\n\u0000＝＋－＠')

/**
 * One record as RFC 4180 has it, with its CRLF. What people wrote is never run as a formula when the file is opened: an
 * apostrophe before it makes it text.
 */
export function csvRecord(values: readonly string[]): string {
  return `${values.map(csvValue).join(',')}\r\n`
}

function csvValue(value: string): string {
  const safe = formulaStart.has(value.charAt(0)) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
