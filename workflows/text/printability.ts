import type { Text } from '#workflows/language.ts'
import { once } from '#workflows/once.ts'
import { lettersOfFonts } from './letters-of-fonts.ts'
import { plainMark } from './private-marks.ts'

/**
 * What Unicode calls ignorable, but for the two joiners that Persian spelling needs: bidirectional controls (they could
 * reorder a contract's figures; the template sets its own), variation selectors, soft hyphens, byte order marks, tags.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}--[\u200C\u200D]]/gv
const SPACES = /[\s\u0085]+/g
/** They print nothing either, and PDF/A allows none; those that part words are spaces. */
const CONTROLS = /[\p{Cc}--[\s\u0085]]/gv
/** Piled-up marks would print over the neighbouring lines; real words carry three at most. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu

/** A text as a contract prints it: on one line, in its own order. */
export const printedText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(INVISIBLE, '')
    .replaceAll(CONTROLS, '')
    .replaceAll(SPACES, ' ')
    .replaceAll(/\p{Co}/gu, plainMark)
    .normalize('NFC')
    .replaceAll(PILED_MARKS, '$1')

type Coverage = (codePoint: number) => boolean

/** Whether a number lies in one of the ranges, written as `a-f 20 3041-3096`. */
const coverageOf = (ranges: string): Coverage => {
  const bounds = ranges.split(' ').map((range) => {
    const [first = '', last = first] = range.split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const
  })
  return (point) => bounds.some(([first, last]) => first <= point && point <= last)
}

const fonts = once((): readonly Coverage[] => Object.values(lettersOfFonts).map(coverageOf))

/** The commonest letters, and what becomes of any two of them in NFC, are in the first font: nothing has to be looked up. */
const COMMON =
  /^[ -~\u0621-\u063a\u0641-\u0655\u06a9\u06af\u06cc\u067e\u0686\u0698\u06f0-\u06f9\u200c«»،؛؟٬٫٪·–—…“”‘’]*$/
const JOINERS = /[\u200c\u200d]/g
/** Signs of a loss or of an object that is not there, private characters, pictures: no contract has them, whatever a font has. */
const NO_LETTERS = /[\ufffc\ufffd\p{Co}\p{Cn}\p{Emoji_Presentation}]/u

const letters = once(() => new Intl.Segmenter('und', { granularity: 'grapheme' }))

/** A letter with its marks is set from one font, so one font has to have all of it. */
const isPrinted = (letter: string): boolean => {
  const points = Array.from(letter.replaceAll(JOINERS, ''), (one) => one.codePointAt(0) ?? 0)
  return !NO_LETTERS.test(letter) && fonts().some((covers) => points.every(covers))
}

/** The letters of a text, each once, for which the contract's fonts have no drawing. */
export const unprintable = (text: string): readonly string[] => {
  if (COMMON.test(text)) return []
  const found = Array.from(letters().segment(printedText(text)), ({ segment }) => segment)
  return [...new Set(found)].filter((letter) => !isPrinted(letter))
}

/** Nobody can be shown more, and who corrects these finds the others. */
const MOST_NAMED = 12
const NAMELESS = /^[\ufffc\p{Co}\p{Cn}\p{Cs}]/u

/** Letters as a message names them; one that no screen can show by its number. */
const namedLetters = (found: readonly string[]): string => {
  const named = found
    .slice(0, MOST_NAMED)
    .map((letter) =>
      NAMELESS.test(letter)
        ? `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
        : letter,
    )
  return `\u2068${named.join(' ')}${found.length > MOST_NAMED ? ' …' : ''}\u2069`
}

/** Words for letters that cannot be printed, about the field of that name. */
export const unprintableWords = (label: Text, found: readonly string[]): Text => {
  const named = namedLetters(found)
  return {
    fa: `در ${label.fa} نویسه‌هایی هست که در قرارداد چاپ نمی‌شود: ${named}؛ لطفاً آن را بی این نویسه‌ها بنویسید. نام‌ها را با حروف فارسی یا لاتین بنویسید، همان گونه که در گذرنامه آمده است.`,
    en: `There are characters in ${label.en} that a contract cannot print: ${named}. Please write it without them; write names in Persian or Latin letters, as in a passport.`,
  }
}

/** Somewhere in what a contract prints, letters that cannot be. */
export interface Unprintable {
  readonly text: string
  readonly letters: readonly string[]
}

/** Every text in plain JSON that cannot be printed as it stands; a drawing (`svg`) is no text. */
export const unprintableIn = (data: unknown): readonly Unprintable[] => {
  if (typeof data === 'string') {
    const found = unprintable(data)
    return found.length === 0 ? [] : [{ text: data, letters: found }]
  }
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, item]) => (key === 'svg' ? [] : unprintableIn(item)))
}
