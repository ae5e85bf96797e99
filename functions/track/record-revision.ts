import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem, problemOf, problems } from '#functions/shared/edge/errors.ts'
import {
  type Answer,
  type HttpRequest,
  type HttpResponse,
  json,
  seeOther,
} from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { markOf, type RequestMark } from '#functions/shared/intake/first-answer.ts'
import { roomFault } from '#functions/shared/intake/limits.ts'
import { revisionOfForm } from '#functions/shared/intake/revision-of-form.ts'
import {
  attachFiles,
  keptFiles,
  sentFiles,
  type TakenFile,
  takeFiles,
} from '#functions/shared/intake/take-files.ts'
import { keyFault, longestKey, reusedKeyFault } from '#functions/shared/intake/trap.ts'
import { termsFaults, withoutConsent } from '#functions/shared/pages/accepted-terms.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { termsBytes } from '#functions/shared/pages/submission-terms.ts'
import type { CaseStore, CompanionRow } from '#functions/shared/ports/case-store.ts'
import { termsKey } from '#functions/shared/ports/files.ts'
import { recorded, shownAgain } from '#functions/shared/shown-again.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { type ProposalForm, parseProposalForm } from '#workflows/form/proposal-form.ts'
import { readAnswers } from '#workflows/form/read-answers.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { type CaseVisit, visitCase } from './case-visit.ts'
import type { ReturnedRevision } from './revision-form.ts'
import type { TrackDependencies } from './track-dependencies.ts'
import { trackPage } from './track-page.ts'
import { trackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'

/** Milliseconds for which a repeated request gets the first answer. */
const remembered = 30 * 24 * 60 * 60 * 1000

const answerSchema = z.object({ revision: z.int(), request: digestSchema })

/** Which request to revise this case this is, when its sender named it: keys of other cases and of submissions are others. */
function revisionMark(reference: string, request: HttpRequest): RequestMark | undefined {
  const mark = markOf(request)
  return mark === undefined ? undefined : { ...mark, key: `revision ${reference} ${mark.key}` }
}

/** The revision that this request was answered with before; `another` when its key named a different request. */
async function firstRevision(
  cases: Pick<CaseStore, 'answerTo'>,
  mark: RequestMark | undefined,
): Promise<{ readonly revision: number } | 'another' | undefined> {
  const stored = mark === undefined ? undefined : await cases.answerTo(mark.key)
  if (mark === undefined || stored === undefined || stored === null) return undefined
  const { revision, request } = answerSchema.parse(stored)
  return request === mark.digest ? { revision } : 'another'
}

function revisionRow({ key, digest }: RequestMark, revision: number, now: Date): CompanionRow {
  const expires = new Date(now.getTime() + remembered).toISOString()
  return { kind: 'request', key, answer: { revision, request: digest }, expires }
}

/** POST of a revision: the form again, as a whole. The stage's next round begins; a repeat gets the first answer. */
export async function recordRevision(request: HttpRequest, dependencies: TrackDependencies): Promise<Answer> {
  const visit = await visitCase(request, dependencies)
  if ('code' in visit) return visit
  const { state, isTooLate } = visit
  if ((request.idempotencyKey?.length ?? 0) > longestKey) return problems.unprocessable([keyFault])
  const mark = revisionMark(state.reference, request)
  const first = await firstRevision(dependencies.cases, mark)
  if (first !== undefined && first !== 'another') return accepted(request, visit, first.revision)
  if (isTooLate || (state.status === 'closed' && state.closing === 'lapsed'))
    return problemOf(refuse('deadline-passed'))
  if (state.status !== 'awaiting-revision') {
    return problemOf(refuse(state.status === 'closed' ? 'case-closed' : 'not-now'))
  }
  const before = await dependencies.cases.revision(state.reference, state.revision)
  const { applicant: sender } = state
  const known = { applicant: sender, own: before?.files ?? [] }
  const bytes = request.files.reduce((sum, file) => sum + file.bytes.length, 0)
  const full = await roomFault({ ip: request.ip, bytes }, dependencies)
  if (full !== null) {
    if (request.wants === 'json') return full
    const { files } = await readRevision({ ...request, files: [] }, known, dependencies.files)
    const faults = [{ field: 'files', code: full.code, message: full.detail }]
    const shown = { faults, kept: keptFiles(files), sentBefore: first === 'another' }
    return again({ request, dependencies, visit }, full, shown)
  }
  const read = await readRevision(request, known, dependencies.files)
  const terms = termsBytes(visit.programme)
  const unmeant = [...numberFaults(request, visit.token), ...termsFaults(request.body, terms.digest)]
  if ('faults' in read || first === 'another' || unmeant.length > 0) {
    const faults = [...('faults' in read ? read.faults : []), ...unmeant]
    const sentBefore = first === 'another'
    const problem = problems.unprocessable([...(sentBefore ? [reusedKeyFault] : []), ...faults])
    const shown = { faults, kept: keptFiles(read.files), sentBefore }
    return again({ request, dependencies, visit }, problem, shown)
  }
  const [files] = await Promise.all([
    attachFiles(dependencies.files, state.reference, read.files),
    dependencies.files.write(termsKey(terms.digest), terms.bytes, 'application/json'),
  ])
  const number = state.revision + 1
  const { documents, applicant, revision } = revisionOf({ form: read.form, files }, visit, dependencies)
  const companions: CompanionRow[] = [
    { kind: 'revision', revision },
    ...(mark === undefined ? [] : [revisionRow(mark, number, dependencies.now())]),
  ]
  const command = { type: 'revise', documents, applicant, acceptedTerms: terms.digest } as const
  const committed = await recorded(dependencies, state.reference, command, companions)
  if (!isProblem(committed)) return accepted(request, visit, number)
  // The same request may have been answered by somebody faster.
  const other = await firstRevision(dependencies.cases, mark)
  if (other === undefined || other === 'another') return committed
  return accepted(request, visit, other.revision)
}

function revisionOf(
  { form, files }: { form: ProposalForm; files: readonly FileRecord[] },
  { state }: CaseVisit,
  { now, random }: TrackDependencies,
) {
  const { reference, revision } = state
  return revisionOfForm({ reference, revision: revision + 1, at: now(), form, files, salt: random.id() })
}

function accepted(request: HttpRequest, { token, state }: CaseVisit, revision: number): HttpResponse {
  if (request.wants === 'json')
    return json(200, { reference: state.reference, status: 'between-stages', revision })
  return seeOther(inLanguage(paths.track(token), request))
}

/** The page with everything that was typed; a used key is replaced, so that sending again is meant. */
function again(
  {
    request,
    dependencies,
    visit,
  }: { request: HttpRequest; dependencies: TrackDependencies; visit: CaseVisit },
  problem: Problem,
  shown: Pick<ReturnedRevision, 'faults' | 'kept' | 'sentBefore'>,
): Promise<Answer> {
  return shownAgain(request, problem, visit.language, async () => {
    const { idempotencyKey, body } = request
    const isFresh = idempotencyKey !== undefined && !shown.sentBefore
    const key = isFresh ? idempotencyKey : dependencies.random.id()
    const sheet = await trackSheet(visit, dependencies)
    const returned = { form: 'revision', values: withoutConsent(body, visit.programme), ...shown } as const
    return trackPage({ sheet, idempotencyKey: key, returned })
  })
}

type ReadRevision = { readonly files: readonly TakenFile[] } & (
  | { readonly form: ProposalForm }
  | { readonly faults: readonly FieldFault[] }
)

/**
 * Reads a revision as a submission is read. Its address stays the confirmed one: mail goes there, and it is by this address
 * that an applicant is kept from reviewing their own case. `own` are the files of the revision before.
 */
async function readRevision(
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
