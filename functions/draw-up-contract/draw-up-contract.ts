import { contractDocument } from '#workflows/contract/document.ts'
import { canonicalJson, digestOf, digestOfBytes } from '#workflows/ledger/digest.ts'
import type { CaseStore } from '../adapters/case-store.ts'
import type { ContractTypesetter } from '../adapters/contract-typesetter.ts'
import { caseKey, type Files } from '../adapters/files.ts'
import { type CommitDependencies, commit } from '../commit.ts'
import { termsOfCase } from './terms-of-case.ts'

export interface DrawUpDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  readonly files: Pick<Files, 'write'>
  readonly typesetter: ContractTypesetter
  readonly commit: CommitDependencies
}

/**
 * Sets the contract's next version as a PDF, keeps it with its terms, and records its digest. Does nothing for a case that
 * does not wait for a contract: it was drawn up already, or it ended.
 */
export async function drawUpContract(reference: string, dependencies: DrawUpDependencies): Promise<void> {
  const { cases, files, typesetter, commit: committing } = dependencies
  const open = await cases.find(reference)
  if (open?.state.status !== 'drawing-up') return
  const { state } = open
  const revision = await cases.revision(reference, state.revision)
  if (revision === undefined) throw new Error(`Revision ${state.revision} of ${reference} is missing`)
  const programme = committing.programmeOf(state.programme)
  const terms = termsOfCase(state, { revision, entries: await cases.entries(reference), programme })
  const version = state.contractVersion + 1
  const termsDigest = digestOf(terms)
  const signatories = programme.signing.signatories.map(({ holder: { name, role } }) => ({
    name: name.fa,
    role,
  }))
  const startup = {
    name: terms.parties.startup.representative,
    role: { fa: 'نمایندهٔ شریک', en: 'For the Partner' },
  }
  const pdf = await typesetter.typeset(
    contractDocument(terms, {
      city: programme.city,
      timeZone: programme.timeZone,
      termsDigest,
      signatories: [startup, ...signatories],
    }),
  )
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
