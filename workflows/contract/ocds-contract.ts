import type { Text } from '#workflows/language.ts'
import { totalShare } from './facts.ts'
import { firstOfMonth, isoOf, jalaliOf } from './jalali.ts'
import { latestDay } from './latest-day.ts'
import { endOf, named, rials, startOf, titled } from './ocds-parts.ts'
import { floorMetrics, guaranteesOf } from './ocds-promises.ts'
import type { OcdsCharge, OcdsContract, OcdsMilestone, OcdsOrganization } from './ocds-schema.ts'
import type { ReleaseDocument, ReleaseInput } from './release-input.ts'
import type { ContractTerms } from './terms.ts'
import { typeClauses } from './type-clauses.ts'

const daysOf = ({ startsOn, endsOn }: ContractTerms): number =>
  Math.round((Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000) + 1

/** The days of the contract that a payment's quarter covers. */
const quarterPeriod = ({ startsOn, endsOn }: ContractTerms, due: string) => {
  const first = isoOf(firstOfMonth(jalaliOf(due), -2))
  return {
    startDate: startOf(first > startsOn ? first : startsOn),
    endDate: endOf(due < endsOn ? due : endsOn),
  }
}

const paymentTitle = ({ schedule }: ContractTerms, { fa, en }: Text) =>
  schedule === 'agreed'
    ? titled({ fa: `سهم توافقی شهرداری، ${fa}`, en: `Agreed municipal share, ${en}` })
    : titled({ fa: `سهم برآوردی شهرداری، ${fa}`, en: `Estimated municipal share, ${en}` })

type TermsPayment = ContractTerms['payments'][number]

const milestoneOf =
  (terms: ContractTerms) =>
  (payment: TermsPayment, index: number): OcdsMilestone => ({
    id: `payment-${index + 1}`,
    ...paymentTitle(terms, payment.label),
    type: 'payment',
    dueDate: endOf(latestDay(payment.due, terms.settlement.days)),
    status: 'scheduled',
  })

const chargeOf =
  (terms: ContractTerms) =>
  (payment: TermsPayment, index: number): OcdsCharge => ({
    id: `charge-${index + 1}`,
    ...paymentTitle(terms, payment.label),
    paidBy: 'user',
    period: quarterPeriod(terms, payment.due),
    estimatedValue: rials(payment.amount),
    notes: 'Out of user revenue; the private party pays it to the municipality.',
  })

const documentOf =
  (publishedAt: string) =>
  ({ title, digest, ...document }: ReleaseDocument) => ({
    ...document,
    ...titled(title),
    description: `sha256:${digest}`,
    datePublished: publishedAt,
  })

/** The contract of a release, with its payments as milestones and charges. */
export const contractOf = (
  input: ReleaseInput,
  city: OcdsOrganization,
  partner: OcdsOrganization,
): OcdsContract => {
  const { terms, signedAt, publishedAt } = input
  const period = {
    startDate: startOf(terms.startsOn),
    endDate: endOf(terms.endsOn),
    durationInDays: daysOf(terms),
  }
  const share = {
    id: 'agreed',
    period,
    measure: String(terms.municipalSharePercent),
    unit: { name: 'percent' },
  }
  return {
    id: terms.number,
    awardID: `${terms.reference}-award`,
    ...titled(typeClauses[terms.contractType].title),
    // In the standard's words: signed by all the parties, and now legally in force. It is made at sealing, when that is so; what
    // finance answers is of the receipt, and a contract that finance returns gets another number and release.
    status: 'active',
    dateSigned: signedAt,
    period,
    value: rials(totalShare(terms)),
    signatories: [named(city), named(partner)],
    documents: input.documents.map(documentOf(publishedAt)),
    agreedMetrics: [
      {
        id: 'municipal-share',
        ...titled({ fa: 'سهم شهرداری از درآمد', en: "The municipality's share of the revenue" }),
        observations: [share],
      },
      ...floorMetrics(terms),
    ],
    ...(terms.guarantees.length === 0 ? {} : { guarantees: guaranteesOf(terms) }),
    // The schema has no empty lists: a contract without payments says nothing of them.
    ...(terms.payments.length === 0
      ? {}
      : {
          milestones: terms.payments.map(milestoneOf(terms)),
          implementation: { charges: terms.payments.map(chargeOf(terms)) },
        }),
  }
}
