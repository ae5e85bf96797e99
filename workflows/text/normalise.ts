import { plainMark } from './private-marks.ts'

/**
 * What has no place in an answer: halves of surrogate pairs, control characters, marks that turn or isolate the direction of
 * text, what Unicode says is no character, and everything else that it calls ignorable (soft hyphens, fillers, invisible spaces,
 * tags), but for the two joiners that spelling needs and the selectors that choose a letter's form.
 */
const UNWANTED =
  /[[\p{Cs}\p{Cc}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]--[\n\u200c]--\u200d--[\ufe00-\ufe0f]--[\u{e0100}-\u{e01ef}]]/gv
/** Letters and signs by name that print nothing: empty Braille, the gaps of hieroglyphs. */
const BLANKS = /[\u2800\u{13441}\u{13442}]/gu
const LINE_END = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g
const SPACES = /[^\S\n]/g
const DIGITS = /[٠-٩۰-۹０-９]/g
/** Every dash and hyphen, the minus sign too. */
const DASHES = /[\p{Pd}\u2212]/gu

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

/** Persian, Arabic and full-width digits as ASCII digits. */
export const normaliseDigits = (text: string): string =>
  text.replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))

/**
 * Prose over several lines, as it is stored: Arabic ي and ك as Persian ی and ک, no control or direction characters,
 * line ends as `\n`, no space at either end, NFC. A ZWNJ stays, and so do digits: they are the writer's.
 */
export const normaliseProse = (text: string): string => {
  // Characters are dropped before NFC, as what stood on their two sides may compose.
  const kept = text
    .replace(LINE_END, '\n')
    .replace(SPACES, ' ')
    .replace(BLANKS, ' ')
    .replace(UNWANTED, '')
    .replace(/\p{Co}/gu, plainMark)
    .normalize('NFC')
  return trimmed(persianLetters(kept).replace(/\u200c+/g, '\u200c'))
}

/** Prose on one line, with single spaces between words. */
export const normaliseLine = (text: string): string => normaliseProse(text).replace(/\s+/g, ' ')

/** ASCII digits, without what is in the pattern; NFC again, as what stood on two sides of a gap may compose. */
const compact = (text: string, gaps: RegExp): string =>
  normaliseDigits(normaliseLine(text)).replace(DASHES, '-').replace(gaps, '').normalize('NFC')

/** A number that is a name, such as a national code: ASCII digits, without the spaces and dashes of any kind between them. */
export const normaliseCode = (text: string): string => compact(text, /[ \u200c-]|\u200d/g)

/** A mobile number as `09…`, also when it came as `+98 9…`, `0098 9…`, `98 9…`, `+98 (0) 9…`, `(0912) …` or with dots. */
export const normaliseMobile = (text: string): string =>
  compact(text, /[ ().\u200c-]|\u200d/g).replace(/^(?:[+＋]|00)?980?(?=9\d{9}$)/, '0')

/**
 * Whether a letter or a digit is to be seen in a text. A mark that only modifies or stretches letters is none, and neither is a
 * form that stands for a blank and a mark.
 */
export const hasWords = (text: string): boolean => {
  const line = normaliseLine(text)
  return seen.test(line) && seen.test(line.normalize('NFKC'))
}

const seen = /[[\p{L}\p{N}]--\p{Lm}]/v

/** Whether a text that may stay empty says something: words, or a picture in their place. */
export const saysSomething = (text: string): boolean =>
  hasWords(text) || /\p{Extended_Pictographic}/u.test(normaliseLine(text))

/** Whether a text came whole: the sign that decoders put in place of bytes that they could not read tells of a loss. */
export const isWhole = (text: string): boolean => !text.includes('\ufffd')

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
