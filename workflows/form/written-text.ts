import * as z from 'zod'
import type { Text } from '#workflows/language.ts'
import { isEmailAddress } from '#workflows/text/email-address.ts'
import {
  hasWords,
  isWhole,
  lengthOf,
  normaliseDigits,
  normaliseLine,
  normaliseProse,
  saysSomething,
} from '#workflows/text/normalise.ts'
import { unprintable, unprintableWords } from '#workflows/text/printability.ts'

/** How long a text is, in characters as a reader counts them. */
interface TextBounds {
  readonly min: number
  readonly max: number
}

/** How long a person's name is, wherever one is given. */
export const personName: TextBounds = { min: 1, max: 80 }

/** Words for a text that did not come whole, about the field of that name. */
export const lostWords = (label: string): Text => ({
  fa: `بخشی از ${label} خوانا نرسیده است (به جای آن � آمده)؛ آن را دوباره بنویسید.`,
  en: `A part of ${label} was lost on its way (� stands in its place); please write it again.`,
})

/** The same, said beneath the field itself. */
export const lostHere: Text = { fa: lostWords('این متن').fa, en: lostWords('this text').en }

/**
 * A free text that somebody writes on a page or sends as JSON, as it is stored. One that is asked for (`min` above zero) says
 * something that can be seen; of any other, dashes, dots and marks alone are as good as nothing.
 */
const written = (normalise: (text: string) => string, { min, max }: TextBounds) =>
  z
    .string()
    .transform((text) => {
      const kept = normalise(text)
      return min === 0 && isWhole(kept) && !saysSomething(kept) ? '' : kept
    })
    .pipe(
      z
        .string()
        .refine(isWhole, { params: { code: 'lost', message: lostHere }, abort: true })
        .refine((text) => lengthOf(text) >= min && (min === 0 || hasWords(text)), 'too short')
        .refine((text) => lengthOf(text) <= max, 'too long'),
    )
    .meta({ minLength: min, maxLength: max })

/** On one line. */
export const writtenLine = (bounds: TextBounds) => written(normaliseLine, bounds)

/** What a form's check says of a text that a contract could not print; none where it could. */
export const unprintableIssues = (text: string) => {
  const letters = unprintable(text)
  if (letters.length === 0) return []
  const message = unprintableWords({ fa: 'این متن', en: 'this text' }, letters)
  return [{ code: 'custom' as const, params: { code: 'unprintable', message } }]
}

/** On one line, and printed on a contract as it stands. */
export const printedLine = (bounds: TextBounds) =>
  writtenLine(bounds).superRefine((text, context) => {
    for (const issue of unprintableIssues(text)) context.addIssue(issue)
  })

/** Over several lines. */
export const writtenProse = (bounds: TextBounds) => written(normaliseProse, bounds)

/** A written reason says at least a few characters. */
export const writtenReason = writtenProse({ min: 3, max: 4000 })

/** An address, as people type or copy it: our own mails wrap values in direction marks. */
export const writtenAddress = z
  .string()
  .transform((text) => normaliseDigits(normaliseLine(text)))
  .pipe(z.string().refine(isEmailAddress))
  .meta({ format: 'email', maxLength: 254 })
