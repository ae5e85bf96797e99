import { type HttpRequest, type HttpResponse, json, page } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { thanksPage } from './confirm-pages.ts'
import type { SubmitDependencies } from './submit-dependencies.ts'

const referencePattern = /^[A-Z]{3}-\d{4}-[0-9A-Z]{5}$/

/** Says what to do next. It looks nothing up: whoever guesses a reference learns nothing. */
export async function showThanks(
  { query, language, wants }: Pick<HttpRequest, 'query' | 'language' | 'wants'>,
  { programme }: Pick<SubmitDependencies, 'programme'>,
): Promise<HttpResponse | Problem> {
  const given = query['reference'] ?? ''
  const reference = referencePattern.test(given) ? given : undefined
  if (wants === 'html') return page(200, thanksPage({ language, programme, reference }))
  return json(200, { reference: reference ?? null, next: 'confirm', confirmWithin: programme.confirmWithin })
}
