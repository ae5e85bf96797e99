import { signatureLinesOf } from '#functions/shared/contract/signature-lines.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { type ContractDocument, contractDocument } from '#workflows/contract/document.ts'
import { type AgreedTerms, termsFrom } from '#workflows/contract/terms-draft.ts'
import { readTermsForm } from '#workflows/contract/terms-form.ts'
import { termsValues } from '#workflows/contract/terms-values.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { isAfterDeadline } from '#workflows/proposal/decide-late.ts'
import { isApplicantsSide } from '#workflows/proposal/eligibility.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { unprintableIn, unprintableWords } from '#workflows/text/printability.ts'
import type { TermsDependencies } from './dependencies.ts'
import { type DraftInput, draftOfCase, fixedTerms } from './draft-of-case.ts'

/** A case whose terms can be settled now, with what the form starts from. */
export interface OpenTerms extends DraftInput {
  readonly draft: AgreedTerms
  /** The last day is over, and settling still counts. */
  readonly isLate: boolean
}

/**
 * Not found for an unknown reference, `not-now` for a case whose terms nobody may change where it stands. Whoever opens them to
 * act on them, `by`, may not stand on the applicant's side.
 */
export async function openTerms(
  reference: string,
  { cases, commit }: Pick<TermsDependencies, 'cases' | 'commit'>,
  by?: string,
): Promise<OpenTerms | Problem> {
  const open = await cases.find(reference)
  if (open === undefined) return problems.notFound
  const { state, tip } = open
  const programme = commit.programmeOf(state.programme)
  if (by !== undefined && isApplicantsSide(by, state, { programme }))
    return problemOf(refuse('applicants-side'))
  if (state.status === 'closed') return problemOf(refuse('case-closed'))
  if (state.status !== 'settling-terms') return problemOf(refuse('not-now'))
  const [recorded, revision] = await Promise.all([
    cases.entries(reference),
    cases.revision(reference, state.revision),
  ])
  if (revision === undefined) throw new Error(`Revision ${state.revision} of ${reference} is missing`)
  // What was recorded since the head was read belongs to a newer head.
  const entries = recorded.filter(({ sequence }) => sequence <= tip.sequence)
  const input = { state, entries, revision, programme }
  const isLate = isAfterDeadline(state, { now: commit.now() })
  return { ...input, draft: draftOfCase(input), isLate }
}

/** The contract as it would be drawn up from these terms, marked as a draft. */
export function draftDocument({ state, programme }: OpenTerms, terms: ContractTerms): ContractDocument {
  return contractDocument(terms, {
    city: programme.city,
    timeZone: programme.timeZone,
    branding: programme.branding,
    termsDigest: digestOf(terms),
    signatories: signatureLinesOf(state, terms, programme),
    isDraft: true,
  })
}

/** What of the contract could not be printed though its terms can: the programme's own texts, and the names of who signs. */
export function unprintableElsewhere(open: OpenTerms, terms: ContractTerms): Problem | null {
  const texts = unprintableIn(draftDocument(open, terms))
  if (texts.length === 0) return null
  const found = texts.map(({ text }) => `«${text}»`).join('، ')
  const letters = [...new Set(texts.flatMap((one) => one.letters))]
  return {
    status: 422,
    code: 'unprintable',
    title: {
      fa: 'این قرارداد چاپ‌شدنی نیست',
      en: 'This contract cannot be printed',
    },
    detail: unprintableWords({ fa: found, en: found }, letters),
  }
}

/** What the form says, on top of the draft: a page sends every field, a program only what it changes. */
export function readTerms(body: unknown, open: OpenTerms): ContractTerms | Problem {
  const read = readTermsForm({ ...termsValues(open.draft, 'en'), ...fieldsOf(body) })
  return read.ok ? termsFrom(read.agreed, fixedTerms(open)) : problems.unprocessable(read.faults)
}
