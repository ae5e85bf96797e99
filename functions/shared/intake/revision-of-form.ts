import type { FileRecord } from '#workflows/form/file-record.ts'
import { splitPersonal } from '#workflows/form/personal-fields.ts'
import type { ProposalForm } from '#workflows/form/proposal-form.ts'
import type { Applicant, DocumentFacts } from '#workflows/proposal/commands.ts'
import { type Revision, revisionDigests } from '#workflows/proposal/revision.ts'

export interface RevisionSource {
  readonly reference: string
  /** 1 for the first submission. */
  readonly revision: number
  readonly at: Date
  readonly form: ProposalForm
  readonly files: readonly FileRecord[]
  /** At least 16 random characters. */
  readonly salt: string
}

/** What is kept of a form, and what the case itself has to know of it. */
export interface RevisionParts {
  readonly revision: Revision
  readonly documents: DocumentFacts
  readonly applicant: Applicant
}

/** Makes a revision of a valid form, personal answers apart so that they can be erased. */
export function revisionOfForm({
  reference,
  revision,
  at,
  form,
  files,
  salt,
}: RevisionSource): RevisionParts {
  const { open, personal } = splitPersonal(form)
  const content = { open: { ...open }, personal: { salt, value: { ...personal } }, files: [...files] }
  const digests = revisionDigests(content)
  return {
    revision: { reference, revision, at: at.toISOString(), ...content, ...digests },
    documents: {
      documentsDigest: digests.documentsDigest,
      title: form.title,
      sector: form.category,
      contractType: form.contractType,
      expectedRevenue: expectedRevenue(form),
    },
    applicant: {
      name: form.contactName,
      organisation: form.orgName,
      email: form.email,
      mobile: form.mobile,
      nationalCode: form.nationalCode,
    },
  }
}

/** The city's share of the first three years' revenue, in whole rials. */
export function expectedRevenue({
  annualRevenue,
  municipalShare,
}: Pick<ProposalForm, 'annualRevenue' | 'municipalShare'>): number {
  const total = annualRevenue.reduce((sum, year) => sum + year, 0)
  return Math.round((total * municipalShare) / 100)
}
