import { problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, inlineFile } from '#functions/shared/http/http.ts'
import type { Answer, Desk } from '#functions/shared/office/session.ts'
import type { TermsDependencies } from './dependencies.ts'
import { draftDocument, openTerms, readTerms, unprintableElsewhere } from './open-terms.ts'
import { termsAgain } from './show-terms.ts'

/** The contract as it would be drawn up from the form, marked as a draft on every page. Nothing is recorded. */
export async function previewTerms(
  request: HttpRequest,
  dependencies: TermsDependencies,
  desk: Desk,
): Promise<Answer> {
  const open = await openTerms(request.path['reference'] ?? '', dependencies, desk.member.email)
  if ('code' in open) return open
  const read = readTerms(request.body, open)
  if ('faults' in read) return termsAgain(request, desk, open, problems.unprocessable(read.faults))
  const { terms } = read
  const unprintable = unprintableElsewhere(open, terms)
  if (unprintable !== null) return termsAgain(request, desk, open, unprintable)
  const pdf = await dependencies.typesetter().typeset(draftDocument(open, terms))
  return inlineFile(pdf, { name: `${terms.number}-draft.pdf`, type: 'application/pdf' })
}
