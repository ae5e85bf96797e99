/**
 * What has no place in an answer: halves of surrogate pairs, control characters other than line ends, marks that
 * turn or isolate the direction of text, invisible spaces and joiners other than ZWNJ and ZWJ, and tag characters.
 */
const UNWANTED =
  /[[\p{Cs}\p{Cc}\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]--[\n]]/gv
const LINE_END = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g
const SPACES = /[^\S\n]/g
const DIGITS = /[٠-٩۰-۹]/g

/** What counts as space at the ends of a text; a joiner there joins nothing. */
const isBlank = (character: string | undefined): boolean =>
  character !== undefined && /[\s\u200c]|\u200d/.test(character)

/** By hand, since a pattern anchored at the end takes quadratic time on long runs of spaces. */
const trimmed = (text: string): string => {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text[start])) start += 1
  while (end > start && isBlank(text[end - 1])) end -= 1
  return text.slice(start, end)
}

const persianLetters = (text: string): string => text.replace(/[يى]/g, 'ی').replace(/ك/g, 'ک')

/** Persian and Arabic digits as ASCII digits. */
export const normaliseDigits = (text: string): string =>
  text.replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))

/**
 * Prose over several lines, as it is stored: Arabic ي and ك as Persian ی and ک, no control or direction characters,
 * line ends as `\n`, no space at either end, NFC. A ZWNJ stays, and so do digits: they are the writer's.
 */
export const normaliseProse = (text: string): string => {
  // Characters are dropped before NFC, as what stood on their two sides may compose.
  const kept = text.replace(LINE_END, '\n').replace(SPACES, ' ').replace(UNWANTED, '').normalize('NFC')
  return trimmed(persianLetters(kept).replace(/\u200c+/g, '\u200c'))
}

/** Prose on one line, with single spaces between words. */
export const normaliseLine = (text: string): string => normaliseProse(text).replace(/\s+/g, ' ')

/** ASCII digits, without what is in the pattern; NFC again, as what stood on two sides of a gap may compose. */
const compact = (text: string, gaps: RegExp): string =>
  normaliseDigits(normaliseLine(text)).replace(gaps, '').normalize('NFC')

/** A number that is a name, such as a national code: ASCII digits, without the spaces and hyphens between them. */
export const normaliseCode = (text: string): string => compact(text, /[ \u200c-]|\u200d/g)

/** A mobile number as `09…`, also when it came as `+98 9…`, `0098 9…` or `(0912) …`. */
export const normaliseMobile = (text: string): string =>
  compact(text, /[ ()\u200c-]|\u200d/g).replace(/^(?:\+|00)98(?=9)/, '0')

const PLAIN = /^-?\d+$/
const GROUPED = /^-?\d{1,3}(?:[,٬، ]\d{3})+$/
const DECIMAL = /^-?\d+(?:[.٫/]\d+)?$/

/**
 * The whole number that the text writes, in digits of any kind, with or without separators of thousands.
 * @returns undefined when it writes none
 */
export const readWholeNumber = (text: string): number | undefined => {
  const line = normaliseDigits(normaliseLine(text))
  if (!PLAIN.test(line) && !GROUPED.test(line)) return undefined
  return Number(line.replace(/[,٬، ]/g, ''))
}

/**
 * The decimal number that the text writes; `.`, `٫` or, as in handwriting, `/` before the decimals, and `%` or `٪` after them.
 * @returns undefined when it writes none
 */
export const readDecimal = (text: string): number | undefined => {
  const line = normaliseDigits(normaliseLine(text)).replace(/ ?[%٪]$/, '')
  return DECIMAL.test(line) ? Number(line.replace(/[٫/]/, '.')) : undefined
}

/** How many characters a reader would count: code points. */
export const lengthOf = (text: string): number => Array.from(text).length

const folds: Readonly<Record<string, string>> = {
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  ة: 'ه',
  ۀ: 'ه',
  ؤ: 'و',
  ئ: 'ی',
}

/**
 * What two spellings of the same words have in common, for searching: one line, lower case, ASCII digits, without ZWNJ,
 * vowel marks and the stretching mark, and with the variants of a letter as one.
 */
export const searchKey = (text: string): string =>
  normaliseDigits(normaliseLine(normaliseLine(text).normalize('NFKC').toLowerCase()))
    .replace(/[آأإٱةۀؤئ]/g, (letter) => folds[letter] ?? letter)
    .replace(/[\u200c\u0640\p{Mn}]|\u200d/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
