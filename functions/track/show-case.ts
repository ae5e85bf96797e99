import { paths } from '#functions/paths.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import { stageName } from '#functions/shared/pages/names.ts'
import type { RoundAnswer } from '#functions/shared/pages/round-answers.ts'
import { toldReason } from '#functions/shared/pages/told-reason.ts'
import { withheldJson } from '#functions/shared/ports/withheld-files.ts'
import type { AskedFor } from './asked-for.ts'
import { type CaseVisit, visitCase } from './case-visit.ts'
import { dueAt } from './in-hand.ts'
import type { TrackDependencies } from './track-dependencies.ts'
import { trackPage } from './track-page.ts'
import { type TrackSheet, trackSheet } from './track-sheet.ts'

/** The same facts as the applicant's page. */
function trackJson(sheet: TrackSheet): Readonly<Record<string, unknown>> {
  const { visit, revision, path, inHand, asked, history, contract } = sheet
  const { state, programme, language, token } = visit
  const stage = 'stage' in state ? state.stage : null
  return {
    reference: state.reference,
    title: state.title,
    status: state.status,
    stage,
    stageName: stage === null ? null : stageName(programme, stage)[language],
    round: 'round' in state ? state.round : null,
    revision: state.revision,
    submittedAt: state.submittedAt,
    dueAt: dueAt(state),
    lapsesAt: visit.lapsesAt,
    inHand: inHand.map((role) => role[language]),
    path: path.map(({ label, ...step }) => ({ ...step, label: label[language] })),
    outcome:
      asked === null
        ? null
        : {
            stage: asked.round.stage,
            round: asked.round.round,
            outcome: asked.round.outcome,
            because: asked.because,
            words: asked.cause?.[language] ?? null,
            criteria: asked.criteria.map((line) => line[language]),
            mayApplyAgain: asked.mayApplyAgain,
          },
    asked: askedJson(asked, visit),
    mayRevise: sheet.mayRevise,
    mayWithdraw: sheet.mayWithdraw,
    files: revision.files.map((file) => ({
      ...file,
      url: paths.trackFile(token, file.fileId),
      ...withheldJson(sheet.withheld, file.fileId),
    })),
    contract:
      contract === null
        ? null
        : {
            number: contract.contract.number,
            version: contract.contract.version,
            files: contract.files.map((file) => ({ name: file, url: paths.trackFile(token, file) })),
          },
    evidence: { url: paths.trackEvidence(token), tip: visit.entries.at(-1)?.digest ?? null },
    history: history.map(({ sequence, at, type, words, reason, digest }) => ({
      sequence,
      at,
      type,
      words: words[language],
      reason,
      digest,
    })),
    closing: state.status === 'closed' ? state.closing : null,
    closedAt: state.status === 'closed' ? state.closedAt : null,
  }
}

/** Every answer of a round in which somebody asked for something or rejected; approvals alone ask for nothing. */
function askedJson(asked: AskedFor | null, visit: CaseVisit): object[] {
  if (asked === null || asked.answers.length === 0) return []
  return [...asked.answers, ...asked.inFavour].map((answer) => answerJson(answer, asked, visit))
}

function answerJson(
  { role, ...answer }: RoundAnswer,
  { round: { stage, round } }: AskedFor,
  { programme, language }: CaseVisit,
): object {
  const told = toldReason(answer.reasonCode, programme)
  return {
    stage,
    round,
    role: role[language],
    ...answer,
    reasonText: told?.text[language] ?? null,
    forApplicant: told?.forApplicant?.[language] ?? null,
  }
}

/** GET of the applicant's link. It opens as long as the case is kept, also after its end. */
export async function showCase(request: HttpRequest, dependencies: TrackDependencies): Promise<Answer> {
  const visit = await visitCase(request, dependencies)
  if ('code' in visit) return visit
  const sheet = await trackSheet(visit, dependencies)
  if (request.wants === 'json') return json(200, trackJson(sheet))
  return page(200, trackPage({ sheet, idempotencyKey: dependencies.random.id() }))
}
