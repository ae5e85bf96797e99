import { paths } from '#functions/paths.ts'
import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import type { ContractTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import { signatureLinesOf } from '#functions/shared/contract/signature-lines.ts'
import { savedTerms } from '#functions/shared/contract/terms-of-case.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { caseKey, type Files } from '#functions/shared/ports/files.ts'
import { unlessUnprintable } from '#functions/shared/unless-unprintable.ts'
import { contractDocument } from '#workflows/contract/document.ts'
import { canonicalJson, digestOfBytes } from '#workflows/ledger/digest.ts'

export interface DrawUpDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly files: Pick<Files, 'write'>
  readonly typesetter: ContractTypesetter
  readonly publicUrl: string
  readonly commit: CommitDependencies
}

/**
 * Sets the contract's next version as a PDF from the terms that were released, keeps both, and records the digest. All of it
 * comes from the ledger: however often the same version is drawn up, the same bytes come out, so a repeat after a crash
 * overwrites a file with itself. What cannot be printed goes back to the case office. Does nothing for a case that
 * does not wait for a contract: it was drawn up already, or it ended.
 */
export async function drawUpContract(reference: string, dependencies: DrawUpDependencies): Promise<void> {
  const { cases, files, typesetter, publicUrl, commit: committing } = dependencies
  const open = await cases.find(reference)
  if (open?.state.status !== 'drawing-up') return
  const { state } = open
  const programme = committing.programmeOf(state.programme)
  const version = state.contractVersion + 1
  const entries = await cases.entries(reference)
  const terms = savedTerms(entries, version)
  const drawnUpAt = entries.findLast(({ type }) => type === 'TermsReleased')?.at ?? state.submittedAt
  if (terms === undefined) throw new Error(`The ledger of ${reference} has no terms of version ${version}`)
  const termsDigest = state.terms.digest
  const signatories = signatureLinesOf(state, terms, programme)
  const setting = typesetter.typeset(
    contractDocument(terms, {
      city: programme.city,
      timeZone: programme.timeZone,
      branding: programme.branding,
      termsDigest,
      verifyUrl: `${publicUrl}${paths.verify(termsDigest)}`,
      drawnUpAt,
      signatories,
    }),
  )
  const pdf = await unlessUnprintable(setting, reference, committing)
  if (pdf === undefined) return
  await files.write(caseKey(reference, `contract-${version}.pdf`), pdf, 'application/pdf')
  const json = new TextEncoder().encode(canonicalJson(terms))
  await files.write(caseKey(reference, `terms-${version}.json`), json, 'application/json')
  const result = await commit(committing, reference, {
    type: 'draw-up',
    version,
    number: terms.number,
    documentDigest: digestOfBytes(pdf),
    termsDigest,
  })
  // Refused means that the case went elsewhere meanwhile, e.g. was withdrawn; the next state of the workflow finds out.
  if (result === undefined) throw new Error(`Case ${reference} is gone`)
}
