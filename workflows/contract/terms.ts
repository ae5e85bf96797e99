import * as z from 'zod'
import { textSchema } from '#workflows/language.ts'
import { isIban } from '#workflows/programme/iban.ts'

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

/** How a partner may secure what it promises. */
export const guaranteeKinds = [
  'bank_guarantee',
  'promissory_note',
  'cheque',
  'cash_deposit',
  'insurance_bond',
  'real_estate',
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
  /** Rials that the municipal share of each contract year comes to at least; 0 for no floor. */
  shareFloor: rials.default(0),
  /** Rials. */
  investment: rials,
  /** Rials, for the first, second and third year. */
  annualRevenue: z.tuple([rials, rials, rials]),
  durationMonths: z.int().min(1).max(360),
  startsOn: isoDate,
  /** The last day, included. */
  endsOn: isoDate,
  /** Whether the payments follow from share and estimated revenue, or were written down quarter by quarter. */
  schedule: z.enum(['estimated', 'agreed']).default('estimated'),
  /** The municipal share of each Jalali quarter; `amount` in rials, never zero. */
  payments: z.array(z.object({ due: isoDate, amount: z.int().positive(), label: textSchema })),
  settlement: z.object({
    /** Days after a quarter's end within which its share is paid. */
    days: z.int().min(1),
    /** Days of delay that cost nothing. */
    graceDays: z.int().min(0),
    /** Per cent of the late share for each further day; 0 for none. */
    latePenaltyPercent: z.number().min(0),
  }),
  /** What the partner hands over before the work begins; `amount` in rials. */
  guarantees: z
    .array(
      z.object({
        kind: z.enum(guaranteeKinds),
        amount: z.int().positive().max(999_999_999_999_999),
        issuer: z.string().min(1),
        /** The last day on which it can be called; absent where it has none, e.g. a promissory note. */
        expiresOn: isoDate.optional(),
        /** The partner has to extend it in time, until all is settled. */
        extended: z.literal(true).optional(),
      }),
    )
    .default([]),
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
