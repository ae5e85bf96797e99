import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { sentFiles, type TakenFile, takeFiles } from '#functions/shared/intake/take-files.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { type ProposalForm, parseProposalForm } from '#workflows/form/proposal-form.ts'
import { readAnswers } from '#workflows/form/read-answers.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import type { TrackDependencies } from './track-dependencies.ts'
import { trackTexts } from './track-texts.ts'

type ReadRevision = { readonly files: readonly TakenFile[] } & (
  | { readonly form: ProposalForm }
  | { readonly faults: readonly FieldFault[] }
)

/**
 * Reads a revision as a submission is read. Its address stays the confirmed one: mail goes there, and it is by this address
 * that an applicant is kept from reviewing their own case. `own` are the files of the revision before.
 */
export async function readRevision(
  request: Pick<HttpRequest, 'body' | 'files'>,
  { applicant, own }: Pick<ProposalState, 'applicant'> & { readonly own: readonly FileRecord[] },
  files: TrackDependencies['files'],
): Promise<ReadRevision> {
  const { body } = request
  const taken = await takeFiles(files, sentFiles(request, readAnswers(body).files, own))
  const ids = taken.files.map(({ record }) => record.fileId)
  const parsed = parseProposalForm({ ...fieldsOf(body), files: ids })
  const fileFault = taken.faults.length > 0
  const faults: FieldFault[] = [
    // A file that was refused is no missing file.
    ...(parsed.ok ? [] : parsed.faults.filter(({ field }) => field !== 'files' || !fileFault)),
    ...taken.faults,
  ]
  if (parsed.ok && applicant !== null && !samePerson(parsed.form.email, applicant.email)) {
    const message = { fa: trackTexts.fa.revise.emailFixed, en: trackTexts.en.revise.emailFixed }
    faults.push({ field: 'email', code: 'address-fixed', message })
  }
  if (!parsed.ok || faults.length > 0) return { files: taken.files, faults }
  return { files: taken.files, form: parsed.form }
}
