import type { Text } from '#workflows/language.ts'
import type { RecordedRoute } from './legal-route.ts'
import type { ContractTerms } from './terms.ts'

export interface ReleaseDocument {
  readonly id: string
  /** OCDS codelist `documentType`: `contractSigned`, `contractAnnexe`… */
  readonly documentType: string
  readonly title: Text
  readonly url: string
  /** Media type. */
  readonly format: string
  readonly language: 'fa' | 'en'
  /** SHA-256 in hex. */
  readonly digest: string
}

export interface ReleaseInput {
  readonly terms: ContractTerms
  /** Null where none was recorded: such a release is not published. */
  readonly legalRoute: RecordedRoute | null
  /** As registered with the Open Contracting Partnership: `ocds-` and six characters. */
  readonly ocidPrefix: string
  /** Where the package itself can be fetched. */
  readonly uri: string
  readonly publisher: { readonly name: string; readonly uri?: string }
  /** Creative Commons Attribution 4.0 unless given. */
  readonly license?: string
  /** Instants are ISO 8601 with offset. */
  readonly publishedAt: string
  readonly signedAt: string
  /** The review stages that approved, in order; the last one is the award. */
  readonly approvals: readonly {
    readonly id: string
    readonly title: Text
    readonly at: string
    /** Whether its reviewers give scores. */
    readonly scored: boolean
  }[]
  readonly documents: readonly ReleaseDocument[]
}
