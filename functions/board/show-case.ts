import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { caseFileJson } from '#functions/shared/case-file.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { bundleFile } from '#functions/shared/evidence/evidence-bundle.ts'
import { ledgerFile } from '#functions/shared/evidence/ledger-file.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { type Desk, notYourPart } from '#functions/shared/office/session.ts'
import { deadlineWords } from '#functions/shared/pages/deadline-words.ts'
import { entryView } from '#functions/shared/pages/ledger-view.ts'
import { statusWords } from '#functions/shared/pages/status-words.ts'
import { maySee, maySeeReview } from './access.ts'
import { contractFilesOf, hasAttachments } from './case-files.ts'
import { casePage } from './case-page.ts'
import { handoffs } from './handoff-section.ts'
import { type OpenedCase, openCase, repairs } from './open-case.ts'
import type { RepairRemarks } from './repair-form.ts'
import { repairWords, termsReleased } from './repair-texts.ts'

const repairSchema = z.enum(repairs).optional().catch(undefined)

/** One case: where it is stuck, its decisions, its ledger, its effects, and what can be repaired. */
export async function showCase(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const opened = await openCase(request.path['reference'] ?? '', dependencies, desk)
  if (opened === undefined) return problems.notFound
  if (!maySee(opened.state, desk.member)) return notYourPart
  if (request.wants === 'json') return json(200, caseFacts(opened, desk))
  const repair = repairSchema.parse(request.query['repair'])
  return page(
    200,
    casePage(opened, desk, {
      repair,
      values: {},
      faults: [],
      message: doneMessage(request.query['done'], opened, desk),
    }),
  )
}

/** What was done just before the page was opened: a repair, or the release of the terms. */
function doneMessage(
  query: string | undefined,
  { standing, programme: { timeZone } }: OpenedCase,
  { language }: Desk,
): RepairRemarks['message'] {
  const done = repairSchema.parse(query)
  const words = query === 'release-terms' ? termsReleased : done === undefined ? null : repairWords[done].done
  if (words === null) return undefined
  const isExtended = done === 'extension' && standing.due !== null
  const detail = isExtended ? deadlineWords(standing.due, language, timeZone) : undefined
  return { tone: 'success', title: words[language], detail }
}

function caseFacts(opened: OpenedCase, { member }: Desk): object {
  const { own, state, programme, standing, seen, faults, revision } = opened
  const seesReview = maySeeReview(member)
  return {
    reference: state.reference,
    title: state.title,
    organisation: state.applicant?.organisation ?? null,
    status: state.status,
    statusWords: statusWords(state, programme),
    standing,
    ...(seesReview
      ? {
          case: state,
          proposal: revision ?? null,
          deliveries: opened.deliveries,
          withheld: Object.fromEntries(opened.withheld),
        }
      : {}),
    caseFile: caseFileJson(
      opened.file,
      hasAttachments(state) ? (id) => paths.boardFile(state.reference, id) : undefined,
    ),
    ledger: seen.map((entry) => ({
      ...entryView(entry, programme, state),
      actor: entry.actor,
      data: entry.data,
    })),
    legalRoute: state.legalRoute,
    verified: { whole: faults.length === 0, entries: opened.length, faults },
    files: [
      ...contractFilesOf(state),
      ...(state.legalRoute?.decision ? [state.legalRoute.decision.fileId] : []),
      ...(own === null ? [ledgerFile, bundleFile] : []),
      ...(seesReview && hasAttachments(state) ? (revision?.files.map(({ fileId }) => fileId) ?? []) : []),
    ],
    handoffs: handoffs(opened),
    repairs: opened.repairs,
  }
}
