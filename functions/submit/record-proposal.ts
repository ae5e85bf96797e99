import { attemptCommit, TooBusy } from '#functions/shared/commit.ts'
import { answerRow, firstAnswer, type RequestMark } from '#functions/shared/intake/first-answer.ts'
import { revisionOfForm } from '#functions/shared/intake/revision-of-form.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { attachFiles, type TakenFile } from '#functions/shared/intake/take-files.ts'
import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { ProposalForm } from '#workflows/form/proposal-form.ts'
import type { Language } from '#workflows/language.ts'
import { jalaliYear } from '#workflows/programme/jalali.ts'

export interface ValidProposal {
  readonly form: ProposalForm
  readonly files: readonly TakenFile[]
  readonly language: Language
  readonly mark: RequestMark | undefined
  /** Digest of the terms that were accepted. */
  readonly acceptedTerms: string | undefined
}

const attempts = 8

/**
 * Starts a case: its first entry, its revision and the answer to this request, in one transaction. The reference is `another`
 * when the same key was used for a different request meanwhile. Throws TooBusy when no free reference was found.
 */
export async function recordProposal(
  proposal: ValidProposal,
  dependencies: SubmitDependencies,
): Promise<{ readonly reference: string } | 'another'> {
  const { mark } = proposal
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const reference = await tryReference(proposal, dependencies)
    if (reference !== undefined) return { reference }
    // Either the reference was taken, or the same request was answered by somebody faster.
    const first = mark === undefined ? undefined : await firstAnswer(dependencies.cases, mark)
    if (first !== undefined) return first
  }
  throw new TooBusy('No free reference was found')
}

async function tryReference(
  { form, files: taken, language, mark, acceptedTerms }: ValidProposal,
  dependencies: SubmitDependencies,
): Promise<string | undefined> {
  const { random, programme } = dependencies
  const at = dependencies.now()
  const reference = `TSV-${jalaliYear(at, programme.timeZone)}-${random.referenceTail()}`
  // What is another case's gets nothing of this one.
  if ((await dependencies.cases.find(reference)) !== undefined) return undefined
  const files = await attachFiles(dependencies.files, reference, taken)
  const { revision, documents, applicant } = revisionOfForm({
    reference,
    revision: 1,
    at,
    form,
    files,
    salt: random.id(),
  })
  const companions: CompanionRow[] = [
    { kind: 'revision', revision },
    ...(mark === undefined ? [] : [answerRow(mark, reference, at)]),
  ]
  const command = { type: 'submit', reference, language, documents, applicant, acceptedTerms } as const
  const committed = await attemptCommit(dependencies, null, command, companions)
  if (committed === 'moved') return undefined
  if ('refused' in committed) throw new Error(`A new case was refused: ${committed.refused}`)
  return reference
}
