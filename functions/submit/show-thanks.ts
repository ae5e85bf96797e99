import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { sendingField, sendingVisit } from './sending.ts'
import { thanksPage } from './thanks-page.ts'

const referencePattern = /^[A-Z]{3}-\d{4}-[0-9A-Z]{5}$/

/** Says what to do next. By a reference alone it looks nothing up: whoever guesses one learns nothing. */
export async function showThanks(
  { query, language, wants }: Pick<HttpRequest, 'query' | 'language' | 'wants'>,
  dependencies: SubmitDependencies,
): Promise<Answer> {
  const { programme } = dependencies
  const given = query['reference'] ?? ''
  const token = query[sendingField]
  const found = token === undefined ? undefined : await sendingVisit(token, dependencies)
  const visit = found === undefined || 'code' in found ? undefined : found
  const reference = visit?.state.reference ?? (referencePattern.test(given) ? given : undefined)
  if (wants === 'html') {
    const told = query['told'] === 'again' || query['told'] === 'corrected' ? query['told'] : undefined
    return page(200, thanksPage({ language, programme, reference, visit, told }))
  }
  return json(200, {
    reference: reference ?? null,
    next: 'confirm',
    confirmWithin: programme.confirmWithin,
    ...(visit === undefined ? {} : { sentTo: visit.email, standing: visit.standing }),
  })
}
