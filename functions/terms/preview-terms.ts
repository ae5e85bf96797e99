import type { Answer, Desk } from '#functions/board/session.ts'
import { signatureLinesOf } from '#functions/draw-up-contract/signature-lines.ts'
import { problems } from '#functions/edge/errors.ts'
import { type HttpRequest, inlineFile } from '#functions/edge/http.ts'
import { contractDocument } from '#workflows/contract/document.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { TermsDependencies } from './dependencies.ts'
import { openTerms, readTerms } from './open-terms.ts'
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
  const { state, programme } = open
  const pdf = await dependencies.typesetter().typeset(
    contractDocument(terms, {
      city: programme.city,
      timeZone: programme.timeZone,
      branding: programme.branding,
      termsDigest: digestOf(terms),
      signatories: signatureLinesOf(state, terms, programme),
      isDraft: true,
    }),
  )
  return inlineFile(pdf, { name: `${terms.number}-draft.pdf`, type: 'application/pdf' })
}
