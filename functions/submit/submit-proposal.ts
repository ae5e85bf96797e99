import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import {
  type Answer,
  type HttpRequest,
  type HttpResponse,
  json,
  page,
  seeOther,
} from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { firstAnswer, markOf } from '#functions/shared/intake/first-answer.ts'
import { buckets, bytesOf, limits, proposalsOf, roomFault } from '#functions/shared/intake/limits.ts'
import { stepOf } from '#functions/shared/intake/step.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { keptFiles, sentFiles, type TakenFile, takeFiles } from '#functions/shared/intake/take-files.ts'
import { keyFault, longestKey, reusedKeyFault, trap, trapFault } from '#functions/shared/intake/trap.ts'
import { termsFaults, withoutConsent } from '#functions/shared/pages/accepted-terms.ts'
import { fieldsOf, typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { termsBytes } from '#functions/shared/pages/submission-terms.ts'
import { termsKey } from '#functions/shared/ports/files.ts'
import { shownAgain } from '#functions/shared/shown-again.ts'
import { parseProposalForm } from '#workflows/form/proposal-form.ts'
import { readAnswers } from '#workflows/form/read-answers.ts'
import { type AnswersSpec, answersPage } from './answers-page.ts'
import { type LandingSpec, landingPage } from './landing-page.ts'
import { recordProposal } from './record-proposal.ts'
import { openSending } from './sending.ts'
import { forgetForm } from './unsent-form.ts'

/**
 * Takes a proposal from the form or from JSON. The applicant's address is asked to confirm by a mail that follows from the
 * ledger; until then nobody else hears of it, and no answer tells whether an address was seen before.
 */
export async function submitProposal(
  request: HttpRequest,
  dependencies: SubmitDependencies,
): Promise<Answer> {
  const { cases, files, throttle, now, programme } = dependencies
  const refuse = (faults: readonly FieldFault[], kept: readonly TakenFile[] = []) =>
    again(request, dependencies, problems.unprocessable(faults), { faults, kept })
  const step = stepOf(request)
  if (step === 'change') {
    const kept = await filesToKeep(request, dependencies)
    return page(200, formPage(request, dependencies, { kept }))
  }
  if (typed(request.body, trap) !== '') return refuse([trapFault])
  if ((request.idempotencyKey?.length ?? 0) > longestKey) return refuse([keyFault])

  const mark = markOf(request)
  const first = mark === undefined ? undefined : await firstAnswer(cases, mark)
  if (first !== undefined && first !== 'another') return accepted(request, first.reference, dependencies)

  const byIp =
    step === 'check'
      ? await throttle.take(buckets.looksOf(request.ip), limits.uploadsPerIp, now())
      : await throttle.take(buckets.proposalsOf(request.ip), limits.proposalsPerIp, now())
  if (!byIp.allowed) {
    const kept = await filesToKeep(request, dependencies)
    return tooMany(request, dependencies, problems.tooMany(byIp.retryAfter), kept)
  }

  const sent = request.files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const fault = await roomFault({ ip: request.ip, bytes: sent }, { throttle, now })
  if (fault !== null) return tooMany(request, dependencies, fault, await filesToKeep(request, dependencies))

  const taken = await takeFiles(files, sentFiles(request, readAnswers(request.body).files))
  if (first === 'another') return sentBefore(request, dependencies, taken.files)
  const ids = taken.files.map(({ record }) => record.fileId)
  const parsed = parseProposalForm({ ...fieldsOf(request.body), files: ids })
  const terms = termsBytes(programme)
  const faults = [
    ...(parsed.ok ? [] : parsed.faults.filter(besides(taken.faults))),
    ...taken.faults,
    ...termsFaults(request.body, terms.digest),
  ]
  if (!parsed.ok || faults.length > 0) return refuse(faults, taken.files)

  const { form, warnings } = parsed
  if (step === 'check') return checked(request, dependencies, { form, warnings, files: taken.files })
  // By its key, under which there is one case at most: who sends again after a failure, or twice at once, is counted once.
  const byAddress = await throttle.take(
    buckets.proposalsFor(form.email),
    proposalsOf(form.email, programme),
    now(),
    mark?.key,
  )
  if (!byAddress.allowed)
    return tooMany(request, dependencies, problems.tooMany(byAddress.retryAfter), taken.files)
  const bytes = taken.files.reduce((sum, { record }) => sum + record.size, 0)
  const byBytes = await throttle.take(
    buckets.bytesFor(form.email),
    bytesOf(form.email, programme, bytes),
    now(),
    mark?.key,
  )
  if (!byBytes.allowed)
    return tooMany(request, dependencies, problems.tooMany(byBytes.retryAfter), taken.files)

  const { language } = request
  // Before the proposal is recorded, and not after it: one that is recorded has what it names.
  await files.write(termsKey(terms.digest), terms.bytes, 'application/json')
  const given = { form, files: taken.files, language, mark, acceptedTerms: terms.digest }
  const recorded = await recordProposal(given, dependencies)
  if (recorded === 'another') return sentBefore(request, dependencies, taken.files)
  await forgetForm(request.body, dependencies)
  return accepted(request, recorded.reference, dependencies)
}

/** Of a form that is refused before its files are taken: those that arrived before it. They are looked at within the limit for looks. */
async function filesToKeep(
  request: HttpRequest,
  { files, throttle, now }: SubmitDependencies,
): Promise<readonly TakenFile[]> {
  if (request.wants === 'json') return []
  const looked = await throttle.take(buckets.looksOf(request.ip), limits.uploadsPerIp, now())
  if (!looked.allowed) return []
  const sent = sentFiles(request, readAnswers(request.body).files)
  return (await takeFiles(files, { ...sent, uploads: [] })).files
}

/** A file that was refused is no missing file. */
function besides(fileFaults: readonly FieldFault[]): (fault: FieldFault) => boolean {
  return ({ field }) => field !== 'files' || fileFaults.length === 0
}

/** Each answer opens a page of its own that can do something about the sending; who repeats it without end gets one that cannot. */
async function accepted(
  request: HttpRequest,
  reference: string,
  dependencies: SubmitDependencies,
): Promise<HttpResponse> {
  if (request.wants === 'json') return json(202, { reference, status: 'unconfirmed' })
  const { throttle, now } = dependencies
  const opened = await throttle.take(`sendings ${reference}`, limits.sendingsPerCase, now())
  const sending = opened.allowed ? await openSending(reference, request.language, dependencies) : undefined
  return seeOther(inLanguage(paths.thanks(reference, sending), request))
}

/** The key of an earlier request on a changed one, as after a step back in the browser: asked for, not guessed. */
function sentBefore(
  request: HttpRequest,
  dependencies: SubmitDependencies,
  kept: readonly TakenFile[],
): Promise<Answer> {
  const idempotencyKey = dependencies.random.id()
  const problem = problems.unprocessable([reusedKeyFault])
  return again(request, dependencies, problem, { because: 'sentBefore', idempotencyKey, kept })
}

function tooMany(
  request: HttpRequest,
  dependencies: SubmitDependencies,
  problem: Problem,
  kept: readonly TakenFile[] = [],
): Promise<Answer> {
  const because = problem.code === 'no-room' ? 'noRoom' : 'tooMany'
  return again(request, dependencies, problem, { kept, because })
}

interface Shown extends Partial<Pick<LandingSpec, 'faults' | 'because' | 'idempotencyKey'>> {
  readonly kept: readonly TakenFile[]
}

/** The answers as they will be read, before they are sent. */
function checked(
  { language, body, idempotencyKey }: HttpRequest,
  { programme, random }: SubmitDependencies,
  read: Pick<AnswersSpec, 'form' | 'warnings' | 'files'>,
): HttpResponse {
  const key = idempotencyKey ?? random.id()
  return page(200, answersPage({ language, programme, idempotencyKey: key, typed: fieldsOf(body), ...read }))
}

function again(
  request: HttpRequest,
  dependencies: SubmitDependencies,
  problem: Problem,
  shown: Shown,
): Promise<Answer> {
  return shownAgain(request, problem, request.language, () => formPage(request, dependencies, shown))
}

/** The form with everything that was typed. */
function formPage(
  { language, body, idempotencyKey }: HttpRequest,
  { programme, random }: SubmitDependencies,
  { kept, ...shown }: Shown,
): string {
  const key =
    idempotencyKey === undefined || idempotencyKey.length > longestKey ? random.id() : idempotencyKey
  const values = withoutConsent(body, programme)
  return landingPage({ language, programme, idempotencyKey: key, values, kept: keptFiles(kept), ...shown })
}
