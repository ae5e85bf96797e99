import { isProblem } from '#functions/shared/edge/errors.ts'
import { inlineFile } from '#functions/shared/http/http.ts'
import { atTerms } from './at-terms.ts'
import { draftDocument, readTerms, unprintableElsewhere } from './open-terms.ts'

/** The contract as it would be drawn up from the form, marked as a draft on every page. Nothing is recorded. */
export const previewTerms = atTerms(async (open, { body }, { typesetter }) => {
  const terms = readTerms(body, open)
  if (isProblem(terms)) return terms
  const unprintable = unprintableElsewhere(open, terms)
  if (unprintable !== null) return unprintable
  const pdf = await typesetter().typeset(draftDocument(open, terms))
  return inlineFile(pdf, { name: `${terms.number}-draft.pdf`, type: 'application/pdf' })
})
