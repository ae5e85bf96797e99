import * as z from 'zod'
import { type Text, textSchema } from '../language.ts'
import { DAY } from '../programme/duration.ts'
import { isIban } from '../programme/iban.ts'
import { localDateOf } from '../programme/local-day.ts'
import { firstOfMonth, isoOf, jalaliOf, lastOfMonth } from './jalali.ts'
import { quarterlyShares } from './payments.ts'

/** The eight partnership forms a proposal may ask for. */
export const contractTypes = [
  'revenue_share',
  'civil_partnership',
  'bot',
  'blt',
  'boo',
  'lease',
  'service',
  'pilot_mou',
] as const

/** Rials: whole, and small enough that sums of three years stay exact in a JSON number. */
const rials = z.int().min(0).max(999_999_999_999_999)
const isoDate = z.iso.date()
const legalId = z.string().regex(/^\d{11}$/)

/** What the two parties agree on; everything the contract's document and open data are made from. */
export const ContractTerms = z.object({
  number: z.string().min(1),
  reference: z.string().min(1),
  title: textSchema,
  contractType: z.enum(contractTypes),
  parties: z.object({
    city: z.object({ name: textSchema, nationalId: legalId, address: textSchema }),
    startup: z.object({
      name: z.string().min(1),
      /** Absent for a team that is not a company. */
      legalId: legalId.optional(),
      representative: z.string().min(1),
      email: z.string().min(3),
    }),
  }),
  subject: z.string().min(1),
  /** Of the revenue; two decimals at most. */
  municipalSharePercent: z
    .number()
    .min(0)
    .max(100)
    .refine((percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-6, 'two decimals at most'),
  /** Rials. */
  investment: rials,
  /** Rials, for the first, second and third year. */
  annualRevenue: z.tuple([rials, rials, rials]),
  durationMonths: z.int().min(1).max(360),
  startsOn: isoDate,
  /** The last day, included. */
  endsOn: isoDate,
  /** The municipal share that is estimated for each Jalali quarter; `amount` in rials, never zero. */
  payments: z.array(z.object({ due: isoDate, amount: z.int().positive(), label: textSchema })),
  settlement: z.object({
    /** Days after a quarter's end within which its share is paid. */
    days: z.int().min(1),
    /** Days of delay that cost nothing. */
    graceDays: z.int().min(0),
    /** Per cent of the late share for each further day; 0 for none. */
    latePenaltyPercent: z.number().min(0),
  }),
  /** The city's account that the share is paid into. */
  iban: z.string().refine(isIban, 'not an Iranian IBAN'),
  municipalAsk: z.string(),
  /** What empowers the city to conclude the contract. */
  legalBasis: textSchema,
  /** Who hears a dispute before the courts do. */
  disputes: textSchema,
  /** Conditions under which the reviewers approved. */
  conditions: z.array(z.string().min(1)),
})
export type ContractTerms = z.infer<typeof ContractTerms>
export type ContractType = ContractTerms['contractType']

/** The fields of the proposal's form that become terms. */
export interface ContractedForm {
  readonly title: string
  readonly titleEn?: string | undefined
  readonly orgName: string
  readonly legalId?: string | undefined
  readonly contactName: string
  readonly email: string
  readonly solution: string
  readonly contractType: ContractType
  /** Per cent. */
  readonly municipalShare: number
  /** Rials. */
  readonly capex: number
  /** Rials, three years. */
  readonly annualRevenue: readonly number[]
  readonly durationMonths: number
  readonly municipalAsk: string
}

/** What a programme says about its contracts. */
export interface ProgrammeContract {
  /** The municipal party, as it is named in a contract. */
  readonly partyA: Text
  readonly nationalId: string
  readonly address: Text
  readonly iban: string
  readonly numberPrefix: string
  readonly legalBasis: Text
  readonly disputes: Text
  readonly settlementDays: number
  readonly graceDays: number
  /** Of the late share, per day. */
  readonly latePenaltyPercent: number
}

export interface TermsInput {
  readonly form: ContractedForm
  readonly programmeContract: ProgrammeContract
  readonly reference: string
  /** 1 for the first drawing-up; one more each time finance returns the contract. */
  readonly contractVersion: number
  /** ISO 8601 instant. */
  readonly now: string
  /** IANA name of the zone in which its days are counted. */
  readonly timeZone: string
  readonly conditions: readonly string[]
}

/** `KRM-1404-7F3K2-1` for the first contract of `TSV-1404-7F3K2`. */
const numberOf = (prefix: string, reference: string, version: number): string =>
  `${prefix}-${reference.replace(/^[A-Z]+-/, '')}-${version}`

/** Days kept free between drawing up and the start, so that three people can sign. */
const DAYS_TO_SIGN = 10

const startAfter = (now: string, timeZone: string): string => {
  const earliest = localDateOf(Date.parse(now) + DAYS_TO_SIGN * DAY, timeZone)
  const day = jalaliOf(earliest)
  return day.day === 1 ? earliest : isoOf(firstOfMonth(day, 1))
}

/**
 * The terms of a proposal that passed its reviews. The contract starts on the first Jalali month's day at least
 * ten days after `now` and runs whole Jalali months.
 * @throws {z.ZodError} when the form or the programme let through what no contract can say; a bug elsewhere.
 */
export const termsOf = ({
  form,
  programmeContract,
  reference,
  contractVersion,
  now,
  timeZone,
  conditions,
}: TermsInput): ContractTerms => {
  const { partyA, nationalId, address, settlementDays, graceDays, latePenaltyPercent } = programmeContract
  const startsOn = startAfter(now, timeZone)
  const lastMonth = firstOfMonth(jalaliOf(startsOn), form.durationMonths - 1)
  return ContractTerms.parse({
    number: numberOf(programmeContract.numberPrefix, reference, contractVersion),
    reference,
    title: { fa: form.title, en: form.titleEn?.trim() ? form.titleEn : form.title },
    contractType: form.contractType,
    parties: {
      city: { name: partyA, nationalId, address },
      startup: {
        name: form.orgName,
        ...(form.legalId === undefined ? {} : { legalId: form.legalId }),
        representative: form.contactName,
        email: form.email,
      },
    },
    subject: form.solution,
    municipalSharePercent: form.municipalShare,
    investment: form.capex,
    annualRevenue: [...form.annualRevenue],
    durationMonths: form.durationMonths,
    startsOn,
    endsOn: isoOf(lastOfMonth(lastMonth)),
    payments: quarterlyShares({
      startsOn,
      durationMonths: form.durationMonths,
      sharePercent: form.municipalShare,
      annualRevenue: form.annualRevenue,
    }),
    settlement: { days: settlementDays, graceDays, latePenaltyPercent },
    iban: programmeContract.iban,
    municipalAsk: form.municipalAsk,
    legalBasis: programmeContract.legalBasis,
    disputes: programmeContract.disputes,
    conditions: [...conditions],
  })
}
