import { caseKey } from '#functions/shared/ports/files.ts'
import { OcdsReleasePackage } from '#workflows/contract/ocds-schema.ts'
import type { PublicDependencies } from './public-dependencies.ts'

export type Release = OcdsReleasePackage['releases'][number]

/** The release of one contract, as it was sealed: the very bytes, and what they say. */
export async function readRelease(
  { reference, version }: { reference: string; version: number },
  { files }: Pick<PublicDependencies, 'files'>,
): Promise<{ readonly text: string; readonly released: OcdsReleasePackage }> {
  const bytes = await files.read(caseKey(reference, `release-${version}.json`))
  const text = new TextDecoder().decode(bytes)
  return { text, released: OcdsReleasePackage.parse(JSON.parse(text)) }
}

/** What a reader wants to know first of a release. */
export interface ReleaseFacts {
  readonly number: string
  readonly title: { readonly fa: string; readonly en: string }
  readonly partner: { readonly fa: string; readonly en: string }
  /** How the partner came to it, and why the law allows that. */
  readonly legalRoute: { readonly fa: string; readonly en: string }
  /** Rials: the city's share that is estimated in all. */
  readonly value: number
  /** ISO 8601. */
  readonly signedAt: string
  readonly starts: string
  readonly ends: string
  readonly payments: readonly {
    readonly title: { readonly fa: string; readonly en: string }
    readonly amount: number
    readonly from: string
    readonly to: string
  }[]
}

export function factsOf({ contracts, parties, planning, tender }: Release): ReleaseFacts {
  const [contract] = contracts
  const partner = parties.find(({ roles }) => roles.includes('supplier'))
  if (contract === undefined || partner === undefined)
    throw new Error('A release has a contract and a partner')
  return {
    number: contract.id,
    title: { fa: planning.project.title, en: planning.project.title_en },
    partner: { fa: partner.name, en: partner.name_en ?? partner.name },
    legalRoute: {
      fa: `${tender.procurementMethodDetails ?? ''}: ${tender.procurementMethodRationale ?? ''}`,
      en: tender.procurementMethodRationale_en ?? '',
    },
    value: contract.value.amount,
    signedAt: contract.dateSigned,
    starts: contract.period.startDate,
    ends: contract.period.endDate,
    payments: (contract.implementation?.charges ?? []).map(({ title, title_en, estimatedValue, period }) => ({
      title: { fa: title, en: title_en },
      amount: estimatedValue.amount,
      from: period.startDate,
      to: period.endDate,
    })),
  }
}
