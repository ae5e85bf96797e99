import { firstOfMonth, isoOf, jalaliOf, lastOfMonth } from './jalali.ts'
import { endOf, rials, startOf, titled } from './ocds-parts.ts'
import type { OcdsGuarantee, OcdsMetric } from './ocds-schema.ts'
import type { ContractTerms } from './terms.ts'

const MONTHS = 12

/** Half up; a twelfth of the floor for each month of a year that is not whole, as the contract has it. */
const floorOf = (annual: number, months: number): number =>
  Number((2n * BigInt(annual) * BigInt(months) + BigInt(MONTHS)) / (2n * BigInt(MONTHS)))

/**
 * The least that the city's share comes to, contract year by contract year. Neither core nor profile has a field for a
 * guaranteed minimum; the profile's `agreedMetrics` are the targets that a contract sets, and a metric in money has a `value`
 * for each period, which is what a floor is. Nothing where no floor was agreed.
 */
export const floorMetrics = ({ shareFloor, startsOn, durationMonths }: ContractTerms): OcdsMetric[] => {
  if (shareFloor === 0) return []
  const first = jalaliOf(startsOn)
  const observations = Array.from({ length: Math.ceil(durationMonths / MONTHS) }, (_, year) => {
    const months = Math.min(MONTHS, durationMonths - year * MONTHS)
    const from = firstOfMonth(first, year * MONTHS)
    const to = lastOfMonth(firstOfMonth(from, months - 1))
    return {
      id: `year-${year + 1}`,
      period: { startDate: startOf(isoOf(from)), endDate: endOf(isoOf(to)) },
      value: rials(floorOf(shareFloor, months)),
      notes: 'Minimum; a shortfall is paid when the year is settled.',
    }
  })
  const title = { fa: 'کف سهم شهرداری', en: "Minimum of the municipality's share" }
  return [{ id: 'municipal-share-floor', ...titled(title), observations }]
}

/** Where the guarantees' own extension is described; declared when a contract has any. */
export const GUARANTEES =
  'https://raw.githubusercontent.com/INAImexico/ocds_guarantees_extension/master/extension.json'

/** Codes of the extension's open list where it has one, otherwise our own in its style. */
const types: Readonly<Record<ContractTerms['guarantees'][number]['kind'], OcdsGuarantee['type']>> = {
  bank_guarantee: 'bankGuarantee',
  promissory_note: 'promissoryNote',
  cheque: 'check',
  cash_deposit: 'depositSlip',
  insurance_bond: 'suretyBond',
  real_estate: 'realEstate',
}

/**
 * What the partner hands over, by the extension for guarantees, since neither core nor profile has a place for them. Who
 * issued one is left out (`guarantor`): a promissory note or a cheque is often a person's, and the field is free text.
 */
export const guaranteesOf = ({ guarantees }: ContractTerms): OcdsGuarantee[] =>
  guarantees.map(({ kind, amount, expiresOn }, index) => ({
    id: `guarantee-${index + 1}`,
    type: types[kind],
    obligations: 'fulfillment',
    value: rials(amount),
    ...(expiresOn === undefined ? {} : { period: { endDate: endOf(expiresOn) } }),
  }))
