import { totalShare } from './facts.ts'
import type { RecordedRoute } from './legal-route.ts'
import { contractOf } from './ocds-contract.ts'
import { named, rials, titled } from './ocds-parts.ts'
import { GUARANTEES } from './ocds-promises.ts'
import {
  type OcdsOrganization,
  type OcdsPlanning,
  OcdsReleasePackage,
  type OcdsTender,
} from './ocds-schema.ts'
import { englishDate, jalaliLong } from './persian.ts'
import type { ReleaseInput } from './release-input.ts'
import type { ContractTerms } from './terms.ts'

type Procurement = Pick<
  OcdsTender,
  | 'procurementMethod'
  | 'procurementMethodDetails'
  | 'procurementMethodRationale'
  | 'procurementMethodRationale_en'
  | 'numberOfTenderers'
  | 'documents'
>

/** How the partner came to the contract, by the legal route that was recorded; nothing of it where none was. */
const procurementOf = (recorded: RecordedRoute | null): Procurement => {
  if (recorded === null) return {}
  const { route, tenderers, decision } = recorded
  return {
    procurementMethod: route.method,
    procurementMethodDetails: route.name.fa,
    procurementMethodRationale: [route.rationale.fa, ...groundsIn.fa(recorded)].join(' '),
    procurementMethodRationale_en: [route.rationale.en, ...groundsIn.en(recorded)].join(' '),
    ...(tenderers === null ? {} : { numberOfTenderers: tenderers }),
    ...(decision === null
      ? {}
      : {
          documents: [
            {
              id: 'legal-route',
              documentType: 'legalBasis',
              ...titled(route.name),
              description: `sha256:${decision.sha256}`,
              format: decision.type,
            },
          ],
        }),
  }
}

/** Why there is a contract at all: every case begins with a startup's proposal, and comes to its contract by its route. */
const planningRationale = (
  recorded: RecordedRoute | null,
): Pick<OcdsPlanning, 'rationale' | 'rationale_en'> => ({
  rationale: `پیشنهاد یک کسب‌وکار نوپا برای ایجاد درآمد پایدار شهرداری${recorded === null ? '' : `؛ ${recorded.route.name.fa}`}`,
  rationale_en: `Proposal of a startup for sustainable municipal revenue${recorded === null ? '' : `; ${recorded.route.name.en}`}`,
})

/** Who decided, under which number and when: a sentence, or none where nothing of it was recorded. */
const groundsIn = {
  fa: ({ body, number, date }: RecordedRoute): string[] =>
    sentence('، ', [
      body === null ? null : `مرجع: ${body}`,
      number === null ? null : `شماره: ${number}`,
      date === null ? null : `تاریخ: ${jalaliLong(date)}`,
    ]),
  en: ({ body, number, date }: RecordedRoute): string[] =>
    sentence(', ', [
      body === null ? null : `By: ${body}`,
      number === null ? null : `no. ${number}`,
      date === null ? null : `of ${englishDate(date)}`,
    ]),
}

function sentence(separator: string, parts: readonly (string | null)[]): string[] {
  const said = parts.filter((part) => part !== null)
  return said.length === 0 ? [] : [`${said.join(separator)}.`]
}

const PPP = 'https://standard.open-contracting.org/profiles/ppp/extension/1__0__0__beta4/extension.json'
const CC_BY = 'https://creativecommons.org/licenses/by/4.0/'

const cityOf = ({ parties }: ContractTerms, ocidPrefix: string): OcdsOrganization => ({
  id: `${ocidPrefix}-municipality`,
  name: parties.city.name.fa,
  name_en: parties.city.name.en,
  identifier: { scheme: 'IR-CR', id: parties.city.nationalId, legalName: parties.city.name.fa },
  roles: ['procuringEntity', 'buyer', 'payee'],
})

/** A company by its registered name; a team, which is people, by its proposal's reference alone. */
const partnerOf = ({ parties: { startup }, reference }: ContractTerms): OcdsOrganization => {
  const roles = ['tenderer', 'supplier', 'privateParty', 'payer']
  if (startup.legalId === undefined)
    return {
      id: `${reference}-partner`,
      name: `متقاضی پیشنهاد ${reference}`,
      name_en: `Applicant of ${reference}`,
      roles,
    }
  const identifier = { scheme: 'IR-CR', id: startup.legalId, legalName: startup.name }
  return { id: `IR-CR-${startup.legalId}`, name: startup.name, identifier, roles }
}

const planningOf = ({ terms, approvals, legalRoute }: ReleaseInput): OcdsPlanning => ({
  ...planningRationale(legalRoute),
  project: { id: terms.reference, ...titled(terms.title), totalValue: rials(terms.investment) },
  milestones: approvals.map(({ id, title, at }, index) => ({
    id,
    ...titled(title),
    dateMet: at,
    status: 'met',
    ...(index === approvals.length - 1
      ? { type: 'approval', code: 'projectApproval' }
      : { type: 'assessment' }),
  })),
})

const tenderOf = (
  { terms, legalRoute, approvals }: ReleaseInput,
  city: OcdsOrganization,
  partner: OcdsOrganization,
): OcdsTender => ({
  id: `${terms.reference}-tender`,
  ...titled(terms.title),
  status: 'complete',
  procuringEntity: named(city),
  ...procurementOf(legalRoute),
  mainProcurementCategory: ['bot', 'blt', 'boo'].includes(terms.contractType) ? 'works' : 'services',
  ...(approvals.some(({ scored }) => scored) ? { awardCriteria: 'ratedCriteria' as const } : {}),
  submissionMethod: ['electronicSubmission'],
  tenderers: [named(partner)],
})

/**
 * The signed contract as open data: OCDS 1.1 with the profile for public-private partnerships. It names organizations
 * only; representatives, teams, addresses and typed texts other than the title stay out.
 * @throws {z.ZodError} when an address or a digest in `input` is malformed; a bug of the caller.
 */
export const releasePackage = (input: ReleaseInput): OcdsReleasePackage => {
  const { terms, ocidPrefix, publishedAt, signedAt } = input
  const city = cityOf(terms, ocidPrefix)
  const partner = partnerOf(terms)
  return OcdsReleasePackage.parse({
    uri: input.uri,
    version: '1.1',
    extensions: terms.guarantees.length === 0 ? [PPP] : [PPP, GUARANTEES],
    publishedDate: publishedAt,
    publisher: input.publisher,
    license: input.license ?? CC_BY,
    releases: [
      {
        ocid: `${ocidPrefix}-${terms.reference.toLowerCase()}`,
        id: terms.number,
        date: publishedAt,
        language: 'fa',
        tag: ['planning', 'tender', 'award', 'contract'],
        initiationType: 'tender',
        parties: [city, partner],
        buyer: named(city),
        planning: planningOf(input),
        tender: tenderOf(input, city, partner),
        awards: [
          {
            id: `${terms.reference}-award`,
            ...titled(terms.title),
            status: 'active',
            date: input.approvals.at(-1)?.at ?? signedAt,
            value: rials(totalShare(terms)),
            suppliers: [named(partner)],
          },
        ],
        contracts: [contractOf(input, city, partner)],
      },
    ],
  } satisfies OcdsReleasePackage)
}
