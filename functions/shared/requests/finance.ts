import * as z from 'zod'
import { MOST_RIALS } from '#workflows/contract/terms-fields.ts'
import { readWholeNumber } from '#workflows/form/written-number.ts'
import { writtenLine, writtenProse, writtenReason } from '#workflows/form/written-text.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'
import { guaranteeChanges } from '#workflows/proposal/state.ts'
import { emptyAsAbsent, emptyAsNull } from './empty.ts'

/** A whole number, as JSON has it or as people type it. */
const wholeNumber = z
  .union([z.int().min(0), z.string().max(40)])
  .transform((value) => (typeof value === 'number' ? value : readWholeNumber(value)))
  .pipe(z.int().min(0).max(MOST_RIALS))

/** A day, Jalali or ISO; read as an ISO date. */
const dayText = z
  .string()
  .max(40)
  .transform((text) => writtenDay(text))
  .pipe(z.string())

/** Of the contract that was shown; the answer is 409 when finance has another one by now. */
const shownSeal = digestSchema.optional()

export const answerForm = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('acknowledge'),
    sealDigest: shownSeal,
    voucher: writtenLine({ min: 0, max: 60 }).optional(),
    note: writtenProse({ min: 0, max: 2000 }).default(''),
  }),
  z.object({
    outcome: z.literal('return'),
    sealDigest: shownSeal,
    reason: writtenReason,
  }),
])

/** What finance says of a guarantee; days are Jalali or ISO. */
export const guaranteeForm = z.object({
  guarantee: wholeNumber.pipe(z.int().min(1)),
  change: z.enum(guaranteeChanges),
  /** The new last day of one that is extended. */
  expiresOn: z.preprocess(emptyAsNull, dayText.nullable()),
  on: dayText,
  document: writtenLine({ min: 1, max: 60 }),
  note: writtenProse({ min: 0, max: 2000 }).default(''),
  /** The six digits that were mailed for it (`POST /finance/{token}/code`). */
  code: z.string().optional(),
})

/** What finance says of a payment; the day is Jalali or ISO. */
export const paymentForm = z.object({
  instalment: wholeNumber.pipe(z.int().min(1)),
  amount: wholeNumber,
  receivedOn: dayText,
  voucher: writtenLine({ min: 1, max: 60 }),
  /** What becomes of more than is due: nothing is carried over unasked. */
  surplus: z.preprocess(emptyAsAbsent, z.enum(['carry-over', 'mistake']).optional()),
  corrects: z.preprocess(emptyAsNull, wholeNumber.pipe(z.int().min(1)).nullable()),
  note: writtenProse({ min: 0, max: 2000 }).default(''),
  /** The six digits that were mailed for it (`POST /finance/{token}/code`). */
  code: z.string().optional(),
})

/** What finance books by, as the facts of a corrected contract name it. */
export const financeParts = [
  'subject',
  'parties',
  'share',
  'duration',
  'iban',
  'payments',
  'conditions',
] as const

export type FinancePart = (typeof financeParts)[number]
