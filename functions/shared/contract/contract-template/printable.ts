import { printedText } from '#workflows/text/printability.ts'

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

/** Plain JSON in which every string is as it is printed; a drawing (`svg`) is no text and stays as it is. */
export const printable = (data: unknown, longest = LONGEST.word): unknown => {
  if (typeof data === 'string') return breakable(printedText(data), longest)
  if (Array.isArray(data)) return data.map((item) => printable(item))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [
      key,
      key === 'svg' ? item : printable(item, key === 'code' ? LONGEST.code : LONGEST.word),
    ]),
  )
}
