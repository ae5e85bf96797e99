import { readWholeNumber } from '#workflows/form/written-number.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'
import { hasWords, isWhole, normaliseDigits, normaliseLine } from '#workflows/text/normalise.ts'
import { firstOfMonth, isoOf, jalaliOf, lastOfMonth, quarterOf } from './jalali.ts'
import type { AgreedPayment } from './payments.ts'
import { type TermsFault, termsFault } from './terms-fault.ts'
import { MOST_GUARANTEES, MOST_RIALS } from './terms-fields.ts'
import { type ContractTerms, guaranteeKinds } from './terms.ts'

interface ReadList<T> {
  readonly value: T
  readonly faults: readonly TermsFault[]
}

type TermsGuarantee = ContractTerms['guarantees'][number]

/** How a quarter is written, in either language; a number from 1 to 4 will do too. */
const seasonNames: readonly (readonly string[])[] = [
  ['بهار', 'spring', '1'],
  ['تابستان', 'summer', '2'],
  ['پاییز', 'پائیز', 'autumn', 'fall', '3'],
  ['زمستان', 'winter', '4'],
]

const NAMED_FIRST = /^([^\d\s]+)\s+(\d{4})\s*[:：=]\s*(.+)$/
const YEAR_FIRST = /^(\d{4})\s*[-/ ]\s*(\S+?)\s*[:：=]\s*(.+)$/

/** «بهار ۱۴۰۶: ۲۵۰٬۰۰۰٬۰۰۰» or `1406/1: 250000000` as the quarter's last day and an amount, or what is wrong with it. */
const paymentIn = (line: string): AgreedPayment | 'quarter' | 'quarter_amount' => {
  const plain = normaliseDigits(line).toLowerCase()
  const [, name, year, amount] = NAMED_FIRST.exec(plain) ?? swapped(YEAR_FIRST.exec(plain)) ?? []
  const season = seasonNames.findIndex((names) => names.includes(name ?? ''))
  if (season < 0) return 'quarter'
  const rials = rialsIn(amount ?? '')
  if (rials === undefined) return 'quarter_amount'
  return { due: isoOf(lastOfMonth({ year: Number(year), month: season * 3 + 3, day: 1 })), amount: rials }
}

/** An amount that a contract may name. */
const rialsIn = (text: string): number | undefined => {
  const rials = readWholeNumber(text)
  return rials !== undefined && rials > 0 && rials <= MOST_RIALS ? rials : undefined
}

const swapped = (match: RegExpExecArray | null): (string | undefined)[] | undefined =>
  match === null ? undefined : [match[0], match[2], match[1], match[3]]

/**
 * The payments that were agreed, one quarter per line; null where none are written, so that they follow from the share.
 * `term` places them; without it, only how they are written is judged.
 */
export const readPayments = (
  value: unknown,
  term: { readonly startsOn: string; readonly durationMonths: number } | undefined,
): ReadList<AgreedPayment[] | null> => {
  const lines = linesOf(value)
  if (lines.length === 0) return { value: null, faults: [] }
  const payments: AgreedPayment[] = []
  for (const [index, line] of lines.entries()) {
    const payment = paymentIn(line)
    const fault = (code: 'quarter' | 'quarter_amount' | 'quarter_outside' | 'quarter_twice') => ({
      value: null,
      faults: [termsFault('payments', code, index + 1)],
    })
    if (typeof payment === 'string') return fault(payment)
    if (payments.some(({ due }) => due === payment.due)) return fault('quarter_twice')
    if (term !== undefined && !liesIn(payment.due, term)) return fault('quarter_outside')
    payments.push(payment)
    // Sums of a contract stay exact in a JSON number.
    if (payments.reduce((sum, { amount }) => sum + amount, 0) > MOST_RIALS)
      return { value: null, faults: [termsFault('payments', 'max', MOST_RIALS)] }
  }
  return { value: payments, faults: [] }
}

/** Whether the quarter that ends on a day has a day in common with the term. */
const liesIn = (due: string, { startsOn, durationMonths }: { startsOn: string; durationMonths: number }) => {
  const last = firstOfMonth(jalaliOf(startsOn), durationMonths - 1)
  const quarterEnd = isoOf(lastOfMonth({ ...last, month: quarterOf(last) * 3 }))
  return due >= startsOn && due <= quarterEnd
}

const linesOf = (value: unknown): string[] => {
  const lines = Array.isArray(value) ? value : typeof value === 'string' ? value.split('\n') : []
  return lines
    .map((line: unknown) => (typeof line === 'string' ? normaliseLine(line) : ''))
    .filter((line) => line !== '')
}

const guaranteeKeys = ['kind', 'amount', 'issuer', 'expiresOn', 'extended'] as const
type WrittenGuarantee = Record<(typeof guaranteeKeys)[number], string>

/** How the form names the parts of a guarantee; each is repeated once per row. */
export const guaranteeNames = {
  kind: 'guaranteeKind',
  amount: 'guaranteeAmount',
  issuer: 'guaranteeIssuer',
  expiresOn: 'guaranteeExpiry',
  extended: 'guaranteeExtension',
} as const satisfies Record<keyof WrittenGuarantee, string>

/** The rows of guarantees as they were written, empty ones left out: from a list of objects, or from the form's columns. */
const writtenGuarantees = (input: Readonly<Record<string, unknown>>): WrittenGuarantee[] => {
  const given = input['guarantees']
  const rows = Array.isArray(given) ? given.map(fromObject) : fromColumns(input)
  return rows.filter((row) => guaranteeKeys.some((key) => key !== 'extended' && row[key] !== ''))
}

const isYes = (text: string): boolean => ['yes', 'true', 'on', '1'].includes(text)

const fromObject = (value: unknown): WrittenGuarantee => {
  const source: Partial<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  return row((key) => source[key])
}

const fromColumns = (input: Readonly<Record<string, unknown>>): WrittenGuarantee[] => {
  const columns = guaranteeKeys.map((key) => [input[guaranteeNames[key]]].flat())
  const length = Math.max(...columns.map((column) => column.length))
  return Array.from({ length }, (_, index) => row((key) => [input[guaranteeNames[key]]].flat()[index]))
}

const row = (read: (key: keyof WrittenGuarantee) => unknown): WrittenGuarantee => {
  const text = (key: keyof WrittenGuarantee): string => {
    const value = read(key)
    return typeof value === 'number' || value === true
      ? String(value)
      : typeof value === 'string'
        ? normaliseLine(value)
        : ''
  }
  const [kind, amount, issuer] = [text('kind'), text('amount'), text('issuer')]
  return { kind, amount, issuer, expiresOn: text('expiresOn'), extended: text('extended') }
}

/** `settled` is the day (ISO 8601) by which the contract is over and settled; undefined where that is not known yet. */
export const readGuarantees = (
  input: Readonly<Record<string, unknown>>,
  settled: string | undefined,
): ReadList<TermsGuarantee[]> => {
  const rows = writtenGuarantees(input)
  if (rows.length > MOST_GUARANTEES)
    return { value: [], faults: [termsFault('guarantees', 'too_many', MOST_GUARANTEES)] }
  const guarantees: TermsGuarantee[] = []
  for (const [index, { kind, amount, issuer, expiresOn, extended }] of rows.entries()) {
    const known = guaranteeKinds.find((candidate) => candidate === kind)
    const rials = rialsIn(amount)
    const expires = expiresOn === '' ? undefined : writtenDay(expiresOn)
    if (amount !== '' && rials === undefined) {
      return { value: [], faults: [termsFault('guarantees', 'guarantee_amount', index + 1)] }
    }
    const isComplete =
      rials !== undefined &&
      hasWords(issuer) &&
      isWhole(issuer) &&
      issuer.length <= 200 &&
      (expiresOn === '' || expires !== undefined)
    if (known === undefined || !isComplete) {
      return { value: [], faults: [termsFault('guarantees', 'guarantee', index + 1)] }
    }
    const isExtended = expires !== undefined && isYes(extended)
    if (expires !== undefined && settled !== undefined && expires < settled && !isExtended) {
      return { value: [], faults: [termsFault('guarantees', 'guarantee_ends', index + 1)] }
    }
    guarantees.push({
      kind: known,
      amount: rials,
      issuer,
      ...(expires === undefined ? {} : { expiresOn: expires }),
      ...(isExtended ? { extended: true as const } : {}),
    })
  }
  return { value: guarantees, faults: [] }
}
