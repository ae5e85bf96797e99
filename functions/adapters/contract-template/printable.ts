import { plainMark } from '#workflows/form/private-marks.ts'
import type { Coverage } from './font-coverage.ts'

/** Shown where a character cannot be printed, so that a reader sees that something stood there. */
const REPLACEMENT = '\u{FFFD}'

/**
 * What Unicode calls ignorable, but for the two joiners that Persian spelling needs: bidirectional controls (they could
 * reorder a contract's figures; the template sets its own), variation selectors, soft hyphens, byte order marks, tags.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}--[\u200C\u200D]]/gv
const SPACES = /[\s\u0085]+/g
/** Piled-up marks would print over the neighbouring lines; real words carry three at most. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu
const JOINERS = new Set([0x200c, 0x200d])
/** Fonts map some of these to a glyph, NUL above all; PDF/A allows none. */
const CONTROL = /\p{Cc}/u

/** A text in which every character has a glyph, on one line, in its own order. */
export const printableText = (text: string, covers: Coverage): string => {
  const plain = text
    .toWellFormed()
    .replaceAll(INVISIBLE, '')
    .replaceAll(SPACES, ' ')
    .replaceAll(/\p{Co}/gu, plainMark)
    .normalize('NFC')
    .replaceAll(PILED_MARKS, '$1')
  return Array.from(plain, (character) => {
    const point = character.codePointAt(0) ?? 0
    const shown = JOINERS.has(point) || (covers(point) && !CONTROL.test(character))
    return shown ? character : REPLACEMENT
  }).join('')
}

const ZERO_WIDTH_SPACE = '\u200B'
/** No word is longer; a code may be (a SHA-256 in hex has 64 characters). */
const LONGEST = { word: 40, code: 64 }
const WORDS = /\S+/gu
const PIECES = /\S{24}(?=[^\s\p{M}\u200C\u200D])/gu

/** Lets an endless word break, so that it cannot run off the page. */
const breakable = (text: string, longest: number): string =>
  text.replaceAll(WORDS, (word) =>
    word.length > longest ? word.replaceAll(PIECES, `$&${ZERO_WIDTH_SPACE}`) : word,
  )

/** Plain JSON in which every string is printable; a drawing (`svg`) is no text and stays as it is. */
export const printable = (data: unknown, covers: Coverage, longest = LONGEST.word): unknown => {
  if (typeof data === 'string') return breakable(printableText(data, covers), longest)
  if (Array.isArray(data)) return data.map((item) => printable(item, covers))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [
      key,
      key === 'svg' ? item : printable(item, covers, key === 'code' ? LONGEST.code : LONGEST.word),
    ]),
  )
}
