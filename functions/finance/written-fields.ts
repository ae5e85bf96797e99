import * as z from 'zod'
import { readWholeNumber } from '#workflows/form/written-number.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'

const mostRials = 999_999_999_999_999

/** A whole number, as JSON has it or as people type it. */
export const wholeNumber = z
  .union([z.int().min(0), z.string().max(40)])
  .transform((value) => (typeof value === 'number' ? value : readWholeNumber(value)))
  .pipe(z.int().min(0).max(mostRials))

/** A day, Jalali or ISO; read as an ISO date. */
export const dayText = z
  .string()
  .max(40)
  .transform((text) => writtenDay(text))
  .pipe(z.string())

export const emptyAsNull = (value: unknown): unknown =>
  value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value
