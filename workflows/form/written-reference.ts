import { normaliseCode } from '#workflows/text/normalise.ts'

/** What people, keyboards and word processors put in a hyphen's place. */
const dashes = /[\p{Pd}\u2212\u0640_/]/gu

/** A text with every dash as the one that numbers are written with. */
export const plainDashes = (text: string): string => text.replaceAll(dashes, '-')

/**
 * The reference that somebody typed or copied: `tsv ۱۴۰۵ 7f3k2` is `TSV-1405-7F3K2`, and so is the number of one of its
 * contracts; undefined when it is a part only, or none.
 */
export function writtenReference(text: string): string | undefined {
  const code = normaliseCode(plainDashes(text)).toUpperCase()
  const match = /^(?:TSV)?(1\d{3})([0-9A-Z]{5})(?:C\d{1,2})?$/.exec(code)
  return match === null ? undefined : `TSV-${match[1]}-${match[2]}`
}
