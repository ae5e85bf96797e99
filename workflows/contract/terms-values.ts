import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { jalaliOf } from './jalali.ts'
import { agreedPayments } from './payments.ts'
import { persianDigits } from './persian.ts'
import type { AgreedTerms } from './terms-draft.ts'
import { guaranteeNames } from './terms-lists.ts'

/** What stands in the terms' form: a text for each field, or a list of them where a name is repeated. */
export type TermsValues = Readonly<Record<string, string | readonly string[]>>

/** Agreed terms as somebody would type them in a language: {@link readTermsForm} reads exactly them back. */
export const termsValues = (agreed: AgreedTerms, language: Language): TermsValues => {
  const number = (value: number): string => formatNumber(value, language)
  const day = (iso: string): string => {
    const { year, month, day: dayOfMonth } = jalaliOf(iso)
    const written = `${year}/${String(month).padStart(2, '0')}/${String(dayOfMonth).padStart(2, '0')}`
    return language === 'fa' ? persianDigits(written) : written
  }
  const { startup, title, settlement, guarantees } = agreed
  return {
    contractType: agreed.contractType,
    title: title.fa,
    titleEn: title.en === title.fa ? '' : title.en,
    startupName: startup.name,
    legalId: startup.legalId ?? '',
    representative: startup.representative,
    subject: agreed.subject,
    municipalAsk: agreed.municipalAsk,
    municipalShare: number(agreed.municipalSharePercent),
    shareFloor: agreed.shareFloor === 0 ? '' : number(agreed.shareFloor),
    investment: number(agreed.investment),
    annualRevenue: agreed.annualRevenue.map(number),
    durationMonths: number(agreed.durationMonths),
    startsOn: day(agreed.startsOn),
    payments: agreedPayments(agreed.payments ?? [])
      .map(({ label, amount }) => `${label[language]}: ${number(amount)}`)
      .join('\n'),
    settlementDays: number(settlement.days),
    graceDays: number(settlement.graceDays),
    latePenalty: number(settlement.latePenaltyPercent),
    iban: agreed.iban,
    [guaranteeNames.kind]: guarantees.map(({ kind }) => kind),
    [guaranteeNames.amount]: guarantees.map(({ amount }) => number(amount)),
    [guaranteeNames.issuer]: guarantees.map(({ issuer }) => issuer),
    [guaranteeNames.expiresOn]: guarantees.map(({ expiresOn }) =>
      expiresOn === undefined ? '' : day(expiresOn),
    ),
    [guaranteeNames.extended]: guarantees.map(({ extended }) => (extended === true ? 'yes' : '')),
    conditions: agreed.conditions.join('\n'),
  }
}
