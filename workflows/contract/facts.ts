import { englishWords } from './en-words.ts'
import { persianWords } from './fa-words.ts'
import {
  englishAmount,
  englishDate,
  jalaliLong,
  persianAmount,
  persianDecimal,
  persianDigits,
} from './persian.ts'
import type { ContractTerms } from './terms.ts'

/** What clauses say in figures, ready to print in one language. */
export interface Facts {
  readonly title: string
  readonly share: string
  readonly partnerShare: string
  /** With words; empty when nothing is to be invested. */
  readonly investment: string
  /** The whole municipal share that is scheduled, with words; empty when there is none. */
  readonly total: string
  /** What the share of each contract year comes to at least, with words; empty when there is no floor. */
  readonly floor: string
  readonly duration: string
  readonly starts: string
  readonly ends: string
}

/** Rials; exact, because the payments are whole numbers whose sum the form bounds. */
export const totalShare = (terms: ContractTerms): number =>
  terms.payments.reduce((sum, payment) => sum + payment.amount, 0)

const remainder = (percent: number): number => (10_000 - Math.round(percent * 100)) / 100

export const rialsInPersian = (amount: number): string =>
  amount === 0 ? '' : `${persianAmount(amount)} ریال (${persianWords(amount)} ریال)`

export const rialsInEnglish = (amount: number): string =>
  amount === 0 ? '' : `IRR ${englishAmount(amount)} (${englishWords(amount)} rials)`

export const persianFacts = (terms: ContractTerms): Facts => ({
  title: terms.title.fa,
  share: `${persianDecimal(terms.municipalSharePercent)} درصد`,
  partnerShare: `${persianDecimal(remainder(terms.municipalSharePercent))} درصد`,
  investment: rialsInPersian(terms.investment),
  total: rialsInPersian(totalShare(terms)),
  floor: rialsInPersian(terms.shareFloor),
  duration: `${persianDigits(terms.durationMonths)} (${persianWords(terms.durationMonths)}) ماه شمسی`,
  starts: jalaliLong(terms.startsOn),
  ends: jalaliLong(terms.endsOn),
})

export const englishFacts = (terms: ContractTerms): Facts => ({
  title: terms.title.en,
  share: `${terms.municipalSharePercent}%`,
  partnerShare: `${remainder(terms.municipalSharePercent)}%`,
  investment: rialsInEnglish(terms.investment),
  total: rialsInEnglish(totalShare(terms)),
  floor: rialsInEnglish(terms.shareFloor),
  duration: `${terms.durationMonths} (${englishWords(terms.durationMonths)}) Jalali months`,
  starts: englishDate(terms.startsOn),
  ends: englishDate(terms.endsOn),
})
