import { verifyIranianLegalId } from '@persian-tools/persian-tools'
import * as z from 'zod'
import { readDecimal, readWholeNumber } from '#workflows/form/written-number.ts'
import { DAY } from '#workflows/programme/duration.ts'
import { isIban } from '#workflows/programme/iban.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'
import {
  hasWords,
  isWhole,
  lengthOf,
  normaliseCode,
  normaliseLine,
  normaliseProse,
} from '#workflows/text/normalise.ts'
import { firstOfMonth, isoOf, jalaliOf, lastOfMonth } from './jalali.ts'
import { type AgreedTerms, scheduleOf } from './terms-draft.ts'
import { type TermsFault, type TermsFaultCode, termsFault } from './terms-fault.ts'
import { MOST_CONDITIONS, type TermsFieldId, termsFields } from './terms-fields.ts'
import { guaranteeNames, readGuarantees, readPayments } from './terms-lists.ts'
import { type ContractType, contractTypes } from './terms.ts'
import { unprintableTerms } from './unprintable-terms.ts'

const text = z.union([z.string(), z.number()]).nullish()
const lines = z.union([text, z.array(text)])
const rows = z.array(z.record(z.string(), z.union([text, z.boolean()]))).nullish()

const shapeOf = (field: TermsFieldId): z.ZodType => {
  if (field === 'guarantees') return rows
  return termsFields[field].kind === 'list' ? lines : text
}

const fieldIds = Object.keys(termsFields).filter((id): id is TermsFieldId => Object.hasOwn(termsFields, id))

/**
 * The answers that are no text, number or list where one belongs, as JSON can have them. They are told before anything is read:
 * an object in place of an amount must not pass for an empty one, which may mean something.
 */
const shapeFaults = (input: Readonly<Record<string, unknown>>): TermsFault[] => {
  const columns = Object.values(guaranteeNames).every((name) => lines.safeParse(input[name]).success)
  return fieldIds
    .filter(
      (field) => !shapeOf(field).safeParse(input[field]).success || (field === 'guarantees' && !columns),
    )
    .map((field) => termsFault(field, 'shape'))
}

export type ReadTerms =
  | { readonly ok: true; readonly agreed: AgreedTerms }
  | { readonly ok: false; readonly faults: readonly TermsFault[] }

/** One answer, or what is wrong with it. */
type ReadTerm<T> = { readonly value: T } | { readonly fault: TermsFaultCode; readonly limit?: number }

const none: [number, number, number] = [0, 0, 0]

type Input = Readonly<Record<string, unknown>>

/**
 * Reads the terms' form, from JSON with typed values or from a decoded form in which everything is text.
 * @returns what was agreed, or every fault in the order of the fields; never throws.
 */
export const readTermsForm = (input: Input): ReadTerms => {
  const misshapen = shapeFaults(input)
  if (misshapen.length > 0) return { ok: false, faults: misshapen }
  const faults: TermsFault[] = []
  /** The answer to a field; where it is wrong, the fault is noted and `instead` stands in, which is then never used. */
  const take = <T>(field: TermsFieldId, answer: ReadTerm<T>, instead: T): T => {
    if ('value' in answer) return answer.value
    faults.push(termsFault(field, answer.fault, answer.limit))
    return instead
  }
  const text = (field: TextId): string => take(field, textAnswer(field, input[field]), '')
  const number = (field: NumberId): number => take(field, numberAnswer(field, input[field]), 0)

  const contractType = take('contractType', choiceAnswer(input['contractType']), 'revenue_share')
  const title = text('title')
  const titleEn = text('titleEn')
  const name = text('startupName')
  const legalId = take('legalId', legalIdAnswer(input['legalId']), undefined)
  const representative = text('representative')
  const subject = text('subject')
  const municipalAsk = text('municipalAsk')
  const municipalSharePercent = number('municipalShare')
  const shareFloor = number('shareFloor')
  const investment = number('investment')
  const annualRevenue = take('annualRevenue', revenueAnswer(input['annualRevenue']), none)
  const durationMonths = number('durationMonths')
  const startsOn = take('startsOn', firstDayAnswer(input['startsOn']), '')
  const isPlaced = !faults.some(({ field }) => field === 'startsOn' || field === 'durationMonths')
  const placed = { startsOn, durationMonths, municipalSharePercent, shareFloor, annualRevenue }
  const payments = readPayments(input['payments'], isPlaced ? { startsOn, durationMonths } : undefined)
  faults.push(...payments.faults)
  const settlement = {
    days: number('settlementDays'),
    graceDays: number('graceDays'),
    latePenaltyPercent: number('latePenalty'),
  }
  const iban = take('iban', ibanAnswer(input['iban']), '')
  const guarantees = readGuarantees(
    input,
    isPlaced ? settledBy({ ...placed, payments: payments.value, settlement }) : undefined,
  )
  faults.push(...guarantees.faults)
  const conditions = take('conditions', conditionsAnswer(input['conditions']), [])
  const agreed: AgreedTerms = {
    contractType,
    title: { fa: title, en: titleEn === '' ? title : titleEn },
    startup: { name, ...(legalId === undefined ? {} : { legalId }), representative },
    subject,
    municipalAsk,
    municipalSharePercent,
    shareFloor,
    investment,
    annualRevenue,
    durationMonths,
    startsOn,
    payments: payments.value,
    settlement,
    iban,
    guarantees: guarantees.value,
    conditions,
  }
  faults.push(...unprintableTerms(agreed))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, agreed }
}

/** The day on which all is over and paid at the latest: the last instalment may fall due after the contract's last day. */
const settledBy = (terms: Parameters<typeof scheduleOf>[0] & Pick<AgreedTerms, 'settlement'>): string => {
  const { days, graceDays } = terms.settlement
  const last = isoOf(lastOfMonth(firstOfMonth(jalaliOf(terms.startsOn), terms.durationMonths - 1)))
  const end = scheduleOf(terms).reduce((latest, { due }) => (due > latest ? due : latest), last)
  return new Date(Date.parse(end) + (days + graceDays) * DAY).toISOString().slice(0, 10)
}

type IdOf<K extends string> = {
  [Id in TermsFieldId]: (typeof termsFields)[Id]['kind'] extends K ? Id : never
}[TermsFieldId]
type TextId = IdOf<'text' | 'prose'>
type NumberId = IdOf<'int' | 'money' | 'decimal'>

const written = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const textAnswer = (field: TextId, value: unknown): ReadTerm<string> => {
  const { kind, min, max, required } = termsFields[field]
  const text = (kind === 'prose' ? normaliseProse : normaliseLine)(written(value))
  if (text === '') return required ? { fault: 'required' } : { value: '' }
  if (!isWhole(text)) return { fault: 'lost' }
  if (!hasWords(text)) return { fault: 'blank' }
  if (lengthOf(text) < min) return { fault: 'too_short', limit: min }
  return lengthOf(text) > max ? { fault: 'too_long', limit: max } : { value: text }
}

const numberAnswer = (field: NumberId, value: unknown): ReadTerm<number> => {
  const { kind, min, max, required } = termsFields[field]
  const text = normaliseLine(written(value))
  if (text === '') return required ? { fault: 'required' } : { value: 0 }
  const number = kind === 'decimal' ? readDecimal(text) : readWholeNumber(text)
  if (number === undefined) return { fault: 'number' }
  if (number < min) return { fault: 'min', limit: min }
  if (number > max) return { fault: 'max', limit: max }
  // Minus zero is zero: the two would have different digests.
  return Number(number.toFixed(2)) === number ? { value: number === 0 ? 0 : number } : { fault: 'decimals' }
}

const choiceAnswer = (value: unknown): ReadTerm<ContractType> => {
  const type = contractTypes.find((candidate) => candidate === value)
  return type === undefined ? { fault: 'option' } : { value: type }
}

const legalIdAnswer = (value: unknown): ReadTerm<string | undefined> => {
  const code = normaliseCode(written(value))
  if (code === '') return { value: undefined }
  return /^\d{11}$/.test(code) && verifyIranianLegalId(code) === true ? { value: code } : { fault: 'digits' }
}

const ibanAnswer = (value: unknown): ReadTerm<string> => {
  const iban = normaliseCode(written(value)).toUpperCase()
  if (iban === '') return { fault: 'required' }
  return isIban(iban) ? { value: iban } : { fault: 'iban' }
}

const firstDayAnswer = (value: unknown): ReadTerm<string> => {
  if (normaliseLine(written(value)) === '') return { fault: 'required' }
  const day = writtenDay(normaliseLine(written(value)))
  if (day === undefined) return { fault: 'day' }
  return jalaliOf(day).day === 1 ? { value: day } : { fault: 'first_of_month' }
}

const revenueAnswer = (value: unknown): ReadTerm<[number, number, number]> => {
  const { min, max } = termsFields.annualRevenue
  const years = (Array.isArray(value) ? value : []).map((year: unknown) =>
    readWholeNumber(normaliseLine(written(year))),
  )
  const [first, second, third] = years
  if (first === undefined || second === undefined || third === undefined || years.length > 3) {
    return { fault: 'number' }
  }
  if (years.some((year = 0) => year < min)) return { fault: 'min', limit: min }
  if (years.some((year = 0) => year > max)) return { fault: 'max', limit: max }
  return { value: [first, second, third] }
}

const conditionsAnswer = (value: unknown): ReadTerm<string[]> => {
  const lines = (Array.isArray(value) ? value.map(written) : written(value).split('\n'))
    .map(normaliseLine)
    .filter((line) => line !== '')
  const { max } = termsFields.conditions
  if (lines.length > MOST_CONDITIONS) return { fault: 'too_many', limit: MOST_CONDITIONS }
  if (!lines.every(isWhole)) return { fault: 'lost' }
  if (!lines.every(hasWords)) return { fault: 'blank' }
  return lines.some((line) => lengthOf(line) > max) ? { fault: 'too_long', limit: max } : { value: lines }
}
