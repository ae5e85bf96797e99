import type { Text } from '#workflows/language.ts'
import { DAY } from '#workflows/programme/duration.ts'
import { localDateOf } from '#workflows/programme/local-day.ts'
import { firstOfMonth, isoOf, jalaliOf, lastOfMonth } from './jalali.ts'
import { type AgreedPayment, agreedPayments, quarterlyShares } from './payments.ts'
import { ContractTerms, type ContractType } from './terms.ts'

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

/** The part of the terms that the case office settles; the rest follows from the programme and from these. */
export type AgreedTerms = Pick<
  ContractTerms,
  | 'title'
  | 'contractType'
  | 'subject'
  | 'municipalAsk'
  | 'municipalSharePercent'
  | 'shareFloor'
  | 'investment'
  | 'annualRevenue'
  | 'durationMonths'
  | 'startsOn'
  | 'settlement'
  | 'iban'
  | 'guarantees'
  | 'conditions'
> & {
  readonly startup: Omit<ContractTerms['parties']['startup'], 'email'>
  /** Quarter by quarter; null where they follow from share and revenue. */
  readonly payments: readonly AgreedPayment[] | null
}

/** What the case office does not choose. */
export interface FixedTerms {
  readonly programmeContract: ProgrammeContract
  readonly reference: string
  /** 1 for the first drawing-up; one more each time the contract came back. */
  readonly contractVersion: number
  /** Where the startup's representative signs from and is served notices. */
  readonly email: string
}

export interface TermsInput extends Omit<FixedTerms, 'email'> {
  readonly form: ContractedForm
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

/** The first Jalali month's day that leaves time to sign after an instant (ISO 8601). */
export const startAfter = (now: string, timeZone: string): string => {
  const earliest = localDateOf(Date.parse(now) + DAYS_TO_SIGN * DAY, timeZone)
  const day = jalaliOf(earliest)
  return day.day === 1 ? earliest : isoOf(firstOfMonth(day, 1))
}

const years = (revenue: readonly number[]): [number, number, number] => {
  const [first, second, third, ...more] = revenue
  if (first === undefined || second === undefined || third === undefined || more.length > 0)
    throw new Error(`annualRevenue has ${revenue.length} years, not three`)
  return [first, second, third]
}

/** What the case office starts from: the proposal as it was approved, on the reviewers' conditions. */
export const draftOf = ({
  form,
  programmeContract,
  now,
  timeZone,
  conditions,
}: Pick<TermsInput, 'form' | 'programmeContract' | 'now' | 'timeZone' | 'conditions'>): AgreedTerms => {
  const { settlementDays: days, graceDays, latePenaltyPercent } = programmeContract
  return {
    title: { fa: form.title, en: form.titleEn?.trim() ? form.titleEn : form.title },
    contractType: form.contractType,
    startup: {
      name: form.orgName,
      ...(form.legalId === undefined ? {} : { legalId: form.legalId }),
      representative: form.contactName,
    },
    subject: form.solution,
    municipalAsk: form.municipalAsk,
    municipalSharePercent: form.municipalShare,
    shareFloor: 0,
    investment: form.capex,
    annualRevenue: years(form.annualRevenue),
    durationMonths: form.durationMonths,
    startsOn: startAfter(now, timeZone),
    payments: null,
    settlement: { days, graceDays, latePenaltyPercent },
    guarantees: [],
    iban: programmeContract.iban,
    conditions: [...conditions],
  }
}

/** The way back from whole terms, to amend them. */
export const agreedOf = ({ parties, schedule, payments, ...terms }: ContractTerms): AgreedTerms => {
  const { email: _, ...startup } = parties.startup
  return {
    ...terms,
    startup,
    payments: schedule === 'agreed' ? payments.map(({ due, amount }) => ({ due, amount })) : null,
  }
}

/**
 * Whole terms from what was agreed. The contract runs whole Jalali months from the first of one.
 * @throws {z.ZodError} when the programme or an agreed value let through what no contract can say; a bug elsewhere.
 */
export const termsFrom = (
  agreed: AgreedTerms,
  { programmeContract, reference, contractVersion, email }: FixedTerms,
): ContractTerms => {
  const { partyA, nationalId, address } = programmeContract
  const { startup, payments, startsOn, durationMonths, municipalSharePercent, shareFloor, annualRevenue } =
    agreed
  const lastMonth = firstOfMonth(jalaliOf(startsOn), durationMonths - 1)
  return ContractTerms.parse({
    number: numberOf(programmeContract.numberPrefix, reference, contractVersion),
    reference,
    title: agreed.title,
    contractType: agreed.contractType,
    parties: {
      city: { name: partyA, nationalId, address },
      startup: { ...startup, email },
    },
    subject: agreed.subject,
    municipalSharePercent,
    shareFloor,
    investment: agreed.investment,
    annualRevenue: [...annualRevenue],
    durationMonths,
    startsOn,
    endsOn: isoOf(lastOfMonth(lastMonth)),
    schedule: payments === null ? 'estimated' : 'agreed',
    payments: scheduleOf(agreed),
    settlement: agreed.settlement,
    guarantees: agreed.guarantees,
    iban: agreed.iban,
    municipalAsk: agreed.municipalAsk,
    legalBasis: programmeContract.legalBasis,
    disputes: programmeContract.disputes,
    conditions: [...agreed.conditions],
  })
}

/** What falls due, and when: as it was agreed, or as it follows from the share. */
export const scheduleOf = ({
  payments,
  startsOn,
  durationMonths,
  municipalSharePercent,
  shareFloor,
  annualRevenue,
}: Pick<
  AgreedTerms,
  'payments' | 'startsOn' | 'durationMonths' | 'municipalSharePercent' | 'shareFloor' | 'annualRevenue'
>) =>
  payments === null
    ? quarterlyShares({
        startsOn,
        durationMonths,
        sharePercent: municipalSharePercent,
        annualFloor: shareFloor,
        annualRevenue,
      })
    : agreedPayments(payments)

/** The terms of a proposal just as it was approved. */
export const termsOf = (input: TermsInput): ContractTerms =>
  termsFrom(draftOf(input), { ...input, email: input.form.email })
