import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { secretsField } from '#functions/shared/intake/take-files.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Answer, Desk } from '#functions/shared/office/session.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { fieldsOf, formFaults } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { decide } from '#workflows/proposal/decide.ts'
import { isApplicantsSide } from '#workflows/proposal/eligibility.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { type Refusal, refuse } from '#workflows/proposal/refusal.ts'
import { samePerson } from '#workflows/proposal/state.ts'
import { openCase, type Repair } from './open-case.ts'
import { type RepairContext, type RepairField, repairCommand } from './repair-command.ts'
import { faultWords } from './repair-texts.ts'
import { caseAgain } from './show-case.ts'
import { keepDecision, type TakenDecision, takeDecision } from './take-decision.ts'

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
    const committed = await commit(dependencies.commit, reference, parsed.data, rows)
    if (committed === undefined) return problems.notFound
    const said = 'refused' in committed ? await saidBefore(parsed.data, dependencies, reference) : undefined
    if ('refused' in committed && said === undefined) return await again(problemOf(committed))
    if (request.wants === 'html') {
      return seeOther(inLanguage(`${paths.boardCase(reference)}?done=${repair}`, request))
    }
    const [entry = said] = 'refused' in committed ? [] : committed.entries
    return json(200, {
      reference,
      status: 'refused' in committed ? state.status : committed.state.status,
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
  if (request.wants === 'json') return problem
  const { title, detail } = problem
  return caseAgain(problem.status, opened, desk, {
    repair,
    values: { ...textsOf(request.body), decision: kept?.arrivedAs ?? '', [secretsField]: kept?.secret ?? '' },
    faults: problem.errors ?? [],
    message:
      problem.errors === undefined
        ? { tone: 'warning', title: title[desk.language], detail: detail[desk.language] }
        : undefined,
  })
}

function textsOf(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(body)).filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
}
