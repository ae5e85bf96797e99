import { paths } from '#functions/paths.ts'
import { isProblem, problemOf, problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { secretsField, sentFiles, takeFiles } from '#functions/shared/intake/take-files.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { fieldsOf, formFaults, typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import { type Files, incomingKey } from '#functions/shared/ports/files.ts'
import { recorded, shownAgain } from '#functions/shared/shown-again.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import type { Text } from '#workflows/language.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { decide } from '#workflows/proposal/decide.ts'
import { isApplicantsSide } from '#workflows/proposal/eligibility.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { type Refusal, refuse } from '#workflows/proposal/refusal.ts'
import { samePerson } from '#workflows/proposal/state.ts'
import { casePage } from './case-page.ts'
import { openCase, type Repair } from './open-case.ts'
import { type RepairContext, type RepairField, repairCommand } from './repair-command.ts'
import { faultWords } from './repair-texts.ts'

const field = 'decision'

/** A decision that came, as the case will have it, and the id and the secret under which it still waits. */
interface TakenDecision {
  readonly record: FileRecord
  readonly arrivedAs: string
  readonly secret: string
}

/**
 * The decision that a legal route rests on: a file that came with the form, or the id of one that was uploaded ahead. Its bytes
 * are looked at as those of an applicant are.
 */
async function takeDecision(
  { body, files: sent, path }: Pick<HttpRequest, 'body' | 'files' | 'path'>,
  files: Pick<Files, 'store' | 'inspect'>,
): Promise<{ readonly decision: TakenDecision | null } | { readonly faults: readonly FieldFault[] }> {
  const uploads = sent.filter((file) => file.field === field).slice(0, 1)
  const id = typed(body, field).trim()
  const ids = id === '' || uploads.length > 0 ? [] : [id]
  const { files: taken, faults } = await takeFiles(files, sentFiles({ body, files: uploads }, ids))
  if (faults.length > 0) return { faults: faults.map((fault) => ({ ...fault, field })) }
  const [file] = taken
  if (file === undefined || file.secret === null) return { decision: null }
  const { record, secret } = file
  const fileId = ownId(path['reference'] ?? '', record.sha256)
  return { decision: { record: { ...record, fileId, ofCase: true }, arrivedAs: record.fileId, secret } }
}

/**
 * Keeps it as the case's own, by case and digest: whatever else somebody does with the same upload, or an erasure with another
 * case's, this one stays; and to repeat it is harmless.
 */
async function keepDecision(
  reference: string,
  { record, arrivedAs }: TakenDecision,
  files: Pick<Files, 'attach'>,
): Promise<void> {
  await files.attach(reference, record, incomingKey(arrivedAs))
}

function ownId(reference: string, sha256: string): string {
  return Buffer.from(digestOf({ reference, sha256 }), 'hex').toString('base64url').slice(0, 22)
}

const words: Readonly<Record<RepairField, Text>> = faultWords

/** The use case behind one of the case office's forms: reassign, extend, correct or close, always with a reason. */
export function repairWith(
  repair: Repair,
): (request: HttpRequest, dependencies: BoardDependencies, desk: Desk) => Promise<Answer> {
  return async (request, dependencies, desk) => {
    const reference = request.path['reference'] ?? ''
    const open = await dependencies.cases.find(reference)
    if (open === undefined) return problems.notFound
    const { state } = open
    const programme = dependencies.commit.programmeOf(state.programme)
    const again = (problem: Problem, kept: TakenDecision | null = null): Promise<Answer> =>
      repairAgain(request, dependencies, desk, { repair, problem, kept })
    if (isApplicantsSide(desk.member.email, state, { programme })) {
      return await again(problemOf(refuse('applicants-side')))
    }
    const { files } = dependencies
    const taken = repair === 'legalRoute' ? await takeDecision(request, files) : nothingTaken
    if ('faults' in taken) return await again(problems.unprocessable(taken.faults))
    const { decision } = taken
    const context = { by: desk.member.email, state, programme, decision: decision?.record ?? null }
    const parsed = repairCommand(repair, fieldsOf(request.body), context)
    if (!parsed.success) {
      return await again(problems.unprocessable(formFaults<unknown>(parsed.error, words)), decision)
    }
    if (decision !== null) {
      // Before it is recorded, and not after it: a decision that the ledger names is kept. Of what is refused nothing is.
      const refused = refusalOf(parsed.data, context, dependencies.commit.now())
      if (refused !== undefined) return await again(problemOf(refused), decision)
      await keepDecision(reference, decision, files)
    }

    const rows = rowsFor(repair, programme)
    const committed = await recorded(dependencies.commit, reference, parsed.data, rows)
    const said = isProblem(committed) ? await saidBefore(parsed.data, dependencies, reference) : undefined
    if (isProblem(committed) && said === undefined) return await again(committed)
    if (request.wants === 'html') {
      return seeOther(inLanguage(`${paths.boardCase(reference)}?done=${repair}`, request))
    }
    const [entry = said] = isProblem(committed) ? [] : committed.entries
    return json(200, {
      reference,
      status: isProblem(committed) ? state.status : committed.state.status,
      receipt: entry === undefined ? null : receiptOf(entry),
    })
  }
}

/** The entry by which the same member already gave this word on a proposal: a second click gets the first one's receipt. */
async function saidBefore(
  command: Command,
  { cases }: Pick<BoardDependencies, 'cases'>,
  reference: string,
): Promise<Entry | undefined> {
  if (command.type !== 'agree-holder' && command.type !== 'decline-holder') return undefined
  const { type, proposal, by } = command
  const entries = await cases.entries(reference)
  return entries.find(({ actor, data }) => {
    if (actor.role !== 'office' || !samePerson(actor.email, by)) return false
    if (type === 'decline-holder') return 'proposal' in data && data.proposal === proposal
    return 'proposed' in data && data.proposed?.sequence === proposal
  })
}

const nothingTaken = { decision: null }

/** Whether it would be refused as the case stands: then nothing is kept of what came with it. */
function refusalOf(command: Command, { state, programme }: RepairContext, now: Date): Refusal | undefined {
  const decided = decide(state, command, { now, programme, salt: 'nothing is recorded' })
  return 'refused' in decided ? decided : undefined
}

/** Whoever has a contract sent again means that the endpoint works again. */
function rowsFor(repair: Repair, { finance }: Programme): readonly CompanionRow[] {
  if (repair !== 'redelivery' || finance.webhook === undefined) return []
  return [{ kind: 'endpoint', url: finance.webhook.url, disabled: false }]
}

/** The case as it stands now, with the form that was refused. */
async function repairAgain(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
  { repair, problem, kept }: { repair: Repair; problem: Problem; kept: TakenDecision | null },
): Promise<Answer> {
  const opened = await openCase(request.path['reference'] ?? '', dependencies, desk)
  if (opened === undefined) return problems.notFound
  return shownAgain(request, problem, desk.language, (told) => {
    const waiting = { decision: kept?.arrivedAs ?? '', [secretsField]: kept?.secret ?? '' }
    return casePage(opened, desk, { repair, values: { ...textsOf(request.body), ...waiting }, ...told })
  })
}

function textsOf(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(body)).filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
}
