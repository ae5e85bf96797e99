import { paths } from '#functions/paths.ts'
import { caseFileJson } from '#functions/shared/case-file.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import type { RoundAnswer } from '#functions/shared/pages/round-answers.ts'
import { scoreChoices } from '#functions/shared/pages/score-words.ts'
import { stageRule } from '#functions/shared/pages/stage-rule.ts'
import { withheldJson } from '#functions/shared/ports/withheld-files.ts'
import { fields } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import { declarationPage } from './declaration-page.ts'
import type { Returned } from './leave-forms.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { reviewPage } from './review-page.ts'
import { type ReviewSheet, readableValues, reviewSheet } from './review-sheet.ts'
import { ownWordAnswer } from './seat-over.ts'
import { type OpenVisit, visitSeat } from './seat-visit.ts'

type JsonFacts = Readonly<Record<string, unknown>>

/** The same facts as the page before the declaration: enough to judge a conflict of interest, nothing more. */
function undeclaredJson(visit: OpenVisit): JsonFacts {
  const { state, stage, seat, holder, language } = visit
  return {
    reference: state.reference,
    status: 'awaiting-declaration',
    stage: stage.id,
    stageName: stage.name[language],
    purpose: stage.purpose[language],
    round: state.round,
    seat: seat.seat,
    role: holder.role[language],
    dueAt: state.deadline.at,
    /** The last day is over, and an answer still counts. */
    late: visit.isLate,
    title: state.title,
    applicant: state.applicant?.organisation ?? null,
    declared: false,
  }
}

/** The same facts as the page of a declared reviewer. */
function sheetJson({
  visit,
  revision,
  file,
  withheld,
  sinceLastRound,
  offered,
  draft,
  decided,
  awaited,
  isLast,
}: ReviewSheet): JsonFacts {
  const { state, stage, programme, language, token } = visit
  const { criteria, scale } = programme.rubric
  return {
    ...undeclaredJson(visit),
    status: 'open',
    declared: true,
    revision: revision.revision,
    documentsDigest: state.documentsDigest,
    expectedRevenue: state.expectedRevenue,
    proposal: readableValues(revision),
    files: revision.files.map((file) => ({
      ...file,
      url: paths.reviewFile(token, file.fileId),
      ...withheldJson(withheld, file.fileId),
    })),
    caseFile: caseFileJson(file, (fileId) => paths.reviewFile(token, fileId)),
    changes:
      sinceLastRound?.changes.map(({ field, before, after }) => ({
        field,
        label: fields[field].label[language],
        before: before ?? null,
        after: after ?? null,
      })) ?? [],
    asked: sinceLastRound?.asked.map((answer) => askedJson(answer, language)) ?? [],
    rule: stageRule({ stage, round: state.round, programme }).map((sentence) => sentence[language]),
    minimumScore: stage.minimumScore ?? null,
    awaited,
    isLast,
    decisions: offered,
    reasons: programme.reasons
      .filter(({ decision }) => offered.includes(decision))
      .map(({ code, decision, text }) => ({ code, decision, text: text[language] })),
    rubric: stage.scored
      ? {
          scale,
          criteria: criteria.map(({ id, name, weight }) => ({ id, name: name[language], weight })),
          words: Object.fromEntries(
            (scoreChoices(programme) ?? []).flatMap(({ score, words }) =>
              words === undefined ? [] : [[score, words[language]]],
            ),
          ),
        }
      : null,
    draft:
      draft === null
        ? null
        : { reason: draft.reason, scores: draft.scores, chosen: draft.decision ?? null, savedAt: draft.at },
    decision: decided?.data.decision ?? null,
    reason: decided?.data.reason ?? null,
    receipt: decided === null ? null : receiptOf(decided),
    stageOutcome: null,
  }
}

function askedJson({ role, decision, reasonCode, reason }: RoundAnswer, language: Language): JsonFacts {
  return { role: role[language], decision, reasonCode, reason }
}

/** GET of a seat's link. Changes nothing: mail scanners open links too. */
export async function showReview(request: HttpRequest, dependencies: ReviewDependencies): Promise<Answer> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  if (visit.standing === 'over') return ownWordAnswer(request, visit)
  if (request.wants === 'html') return page(200, await seatPage(visit, dependencies))
  if (!visit.seat.declared) return json(200, undeclaredJson(visit))
  return json(200, sheetJson(await reviewSheet(visit, dependencies)))
}

/** The page of a seat as it stands, with a form that came back if one did. */
export async function seatPage(
  visit: OpenVisit,
  dependencies: ReviewDependencies,
  returned?: Returned,
): Promise<string> {
  if (!visit.seat.declared) return declarationPage(visit, returned)
  return reviewPage(await reviewSheet(visit, dependencies), returned)
}
