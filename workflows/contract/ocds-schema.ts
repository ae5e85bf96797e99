import * as z from 'zod'
import { procurementMethodSchema } from '#workflows/programme/legal-routes.ts'

/*
 * The part of OCDS 1.1.5 with the profile for public-private partnerships (1.0 beta 4) that Tasvib publishes. Every object is
 * strict: what is not named here, a person's name for one, cannot slip into open data.
 */

const instant = z.iso.datetime({ offset: true })
const value = z.strictObject({ amount: z.number().min(0), currency: z.literal('IRR') })
const period = z.strictObject({
  startDate: instant,
  endDate: instant,
  durationInDays: z.int().min(1).optional(),
})
const organizationReference = z.strictObject({ id: z.string(), name: z.string() })

const organization = z.strictObject({
  id: z.string(),
  name: z.string(),
  name_en: z.string().optional(),
  identifier: z.strictObject({ scheme: z.string(), id: z.string(), legalName: z.string() }).optional(),
  roles: z.array(z.string()).min(1),
})

const milestone = z.strictObject({
  id: z.string(),
  title: z.string(),
  title_en: z.string(),
  type: z.enum(['assessment', 'approval', 'payment']),
  code: z.string().optional(),
  dueDate: instant.optional(),
  dateMet: instant.optional(),
  status: z.enum(['scheduled', 'met']),
})

const document = z.strictObject({
  id: z.string(),
  documentType: z.string(),
  title: z.string(),
  title_en: z.string(),
  /** `sha256:` and the document's digest in hex. */
  description: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  url: z.url(),
  format: z.string(),
  language: z.enum(['fa', 'en']),
  datePublished: instant,
})

/** The decision that a legal route rests on; it may name persons, so its digest is published and not the file. */
const decision = z.strictObject({
  id: z.literal('legal-route'),
  documentType: z.literal('legalBasis'),
  title: z.string(),
  title_en: z.string(),
  description: document.shape.description,
  format: z.string(),
})

const charge = z.strictObject({
  id: z.string(),
  title: z.string(),
  title_en: z.string(),
  paidBy: z.literal('user'),
  period,
  estimatedValue: value,
  notes: z.string(),
})

const metric = z.strictObject({
  id: z.string(),
  title: z.string(),
  title_en: z.string(),
  observations: z.array(
    z.union([
      z.strictObject({
        id: z.string(),
        period,
        measure: z.string(),
        unit: z.strictObject({ name: z.string() }),
      }),
      z.strictObject({ id: z.string(), period, value, notes: z.string() }),
    ]),
  ),
})

const guarantee = z.strictObject({
  id: z.string(),
  type: z.enum(['bankGuarantee', 'promissoryNote', 'check', 'depositSlip', 'suretyBond', 'realEstate']),
  obligations: z.literal('fulfillment'),
  value,
  /** Absent where it has no last day. */
  period: z.strictObject({ endDate: instant }).optional(),
})

const planning = z.strictObject({
  rationale: z.string(),
  rationale_en: z.string(),
  project: z.strictObject({ id: z.string(), title: z.string(), title_en: z.string(), totalValue: value }),
  milestones: z.array(milestone).min(1),
})

const tender = z.strictObject({
  id: z.string(),
  title: z.string(),
  title_en: z.string(),
  status: z.literal('complete'),
  procuringEntity: organizationReference,
  /** These follow from the legal route; absent where the case has none. */
  procurementMethod: procurementMethodSchema.optional(),
  procurementMethodDetails: z.string().optional(),
  procurementMethodRationale: z.string().optional(),
  procurementMethodRationale_en: z.string().optional(),
  mainProcurementCategory: z.enum(['works', 'services']),
  /** Absent where no stage that approved gives scores. */
  awardCriteria: z.literal('ratedCriteria').optional(),
  submissionMethod: z.tuple([z.literal('electronicSubmission')]),
  /** Absent where it is not known how many there were. */
  numberOfTenderers: z.int().positive().optional(),
  /** The partner: who else took part is not known by name. */
  tenderers: z.array(organizationReference).length(1),
  documents: z.array(decision).length(1).optional(),
})

const award = z.strictObject({
  id: z.string(),
  title: z.string(),
  title_en: z.string(),
  status: z.literal('active'),
  date: instant,
  value,
  suppliers: z.array(organizationReference).length(1),
})

const contract = z.strictObject({
  id: z.string(),
  awardID: z.string(),
  title: z.string(),
  title_en: z.string(),
  status: z.literal('active'),
  dateSigned: instant,
  period,
  value,
  signatories: z.array(organizationReference).length(2),
  documents: z.array(document),
  milestones: z.array(milestone).min(1).optional(),
  agreedMetrics: z.array(metric),
  guarantees: z.array(guarantee).min(1).optional(),
  implementation: z.strictObject({ charges: z.array(charge).min(1) }).optional(),
})

/** A release package as Tasvib publishes it. Source: https://standard.open-contracting.org/profiles/ppp/ */
export const OcdsReleasePackage = z.strictObject({
  uri: z.url(),
  version: z.literal('1.1'),
  extensions: z.array(z.url()),
  publishedDate: instant,
  publisher: z.strictObject({ name: z.string(), uri: z.url().optional() }),
  license: z.url(),
  releases: z
    .array(
      z.strictObject({
        ocid: z.string(),
        id: z.string(),
        date: instant,
        language: z.literal('fa'),
        tag: z.array(z.enum(['planning', 'tender', 'award', 'contract'])),
        initiationType: z.literal('tender'),
        parties: z.array(organization).length(2),
        buyer: organizationReference,
        planning,
        tender,
        awards: z.array(award).length(1),
        contracts: z.array(contract).length(1),
      }),
    )
    .length(1),
})
export type OcdsReleasePackage = z.infer<typeof OcdsReleasePackage>
type OcdsRelease = OcdsReleasePackage['releases'][number]
export type OcdsMilestone = z.infer<typeof milestone>
export type OcdsCharge = z.infer<typeof charge>
export type OcdsMetric = z.infer<typeof metric>
export type OcdsGuarantee = z.infer<typeof guarantee>
export type OcdsContract = OcdsRelease['contracts'][number]
export type OcdsOrganization = OcdsRelease['parties'][number]
export type OcdsPlanning = OcdsRelease['planning']
export type OcdsTender = OcdsRelease['tender']
