import { paths } from '#functions/paths.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { toldProblem } from '#functions/shared/shown-again.ts'
import { termsFrom } from '#workflows/contract/terms-draft.ts'
import { termsValues } from '#workflows/contract/terms-values.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { unprintableTerms } from '#workflows/contract/unprintable-terms.ts'
import { conditionsOf } from '#workflows/proposal/case-file.ts'
import type { TermsDependencies } from './dependencies.ts'
import { fixedTerms } from './draft-of-case.ts'
import { type OpenTerms, openTerms, unprintableElsewhere } from './open-terms.ts'
import { termsPage } from './terms-page.ts'

/** The editor, filled in with what is known. Where nothing can be settled a browser is led to the case. */
export async function showTerms(
  request: HttpRequest,
  dependencies: TermsDependencies,
  desk: Desk,
): Promise<Answer> {
  const reference = request.path['reference'] ?? ''
  const open = await openTerms(reference, dependencies)
  if ('code' in open) {
    const isThere = open.status !== 404 && request.wants === 'html'
    return isThere ? seeOther(inLanguage(paths.boardCase(reference), request)) : open
  }
  if (request.wants === 'json') return json(200, termsFacts(open))
  const faults = unprintableTerms(open.draft)
  const elsewhere = faults.length > 0 ? null : unprintableElsewhere(open, draftTerms(open))
  return page(
    200,
    termsPage(open, desk, {
      values: termsValues(open.draft, desk.language),
      // Proposals of earlier releases, and the conditions of reviewers, may have letters that no contract can print.
      faults,
      ...(elsewhere === null ? {} : toldProblem(elsewhere, desk.language)),
      saved: request.query['done'] === 'amend-terms',
    }),
  )
}

const draftTerms = (open: OpenTerms): ContractTerms => termsFrom(open.draft, fixedTerms(open))

function termsFacts(open: OpenTerms): object {
  const { state, entries, programme, draft } = open
  return {
    reference: state.reference,
    status: state.status,
    because: state.because,
    version: state.contractVersion + 1,
    deadline: state.deadline.at,
    /** What a POST takes; fields that it leaves out stay as they are here. */
    form: termsValues(draft, 'en'),
    basis: state.terms?.digest ?? '',
    terms: draftTerms(open),
    /** What a contract could not print of them; empty before they can be saved and released. */
    unprintable: unprintableTerms(draft),
    /** Needed for the release; null where the case office recorded none yet. */
    legalRoute: state.legalRoute,
    conditions: conditionsOf(entries, programme),
  }
}
