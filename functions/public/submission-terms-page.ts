import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import { digest as digestView, paragraphs } from '#functions/shared/pages/parts.ts'
import {
  readTerms,
  type SubmissionTerms,
  submissionTerms,
  termsBytes,
} from '#functions/shared/pages/submission-terms.ts'
import { termsKey } from '#functions/shared/ports/files.ts'
import type { Language } from '#workflows/language.ts'
import type { PublicDependencies } from './public-dependencies.ts'

/** The terms under which a proposal is sent now. */
export async function showSubmissionTerms(
  request: HttpRequest,
  dependencies: PublicDependencies,
): Promise<Answer> {
  const { digest } = termsBytes(dependencies.programme)
  const terms = submissionTerms(dependencies.programme)
  return answer(request, dependencies, { terms, digest, path: paths.submissionTerms() })
}

/** Terms that somebody accepted, by their digest, as they were read then. */
export async function showAcceptedTerms(
  request: HttpRequest,
  dependencies: PublicDependencies,
): Promise<Answer> {
  const { programme, files } = dependencies
  const asked = request.path['digest'] ?? ''
  const now = termsBytes(programme)
  const isKnown = /^[0-9a-f]{64}$/.test(asked) && (asked === now.digest || (await files.has(termsKey(asked))))
  if (!isKnown) return problems.notFound
  const terms = readTerms(asked === now.digest ? now.bytes : await files.read(termsKey(asked)))
  return answer(request, dependencies, { terms, digest: asked, path: paths.submissionTerms(asked) })
}

function answer(
  request: HttpRequest,
  { programme }: PublicDependencies,
  { terms, digest, path }: { terms: SubmissionTerms; digest: string; path: string },
): Answer {
  if (request.wants === 'json') return json(200, { digest, terms })
  const language = pageLanguage(request, 'fa')
  const { title, lead, receipt } = texts[language]
  const main = html`<h1>${title}</h1><p class="lead">${lead}</p>
${terms[language].map(({ heading, text }) => html`<section><h2>${heading}</h2>${paragraphs(text)}</section>`)}
<details class="more"><summary><h2>${receipt}</h2></summary><div>${digestView(digest)}</div></details>`
  return page(200, layout({ language, title, programme, path, main }))
}

const texts: Readonly<Record<Language, { title: string; lead: string; receipt: string }>> = {
  fa: {
    title: 'شرایط فرستادن پیشنهاد',
    lead: 'با فرستادن پیشنهاد این شرایط را می‌پذیرید. متنی که می‌پذیرید با پیشنهاد شما ثبت می‌شود و پس از آن عوض نمی‌شود.',
    receipt: 'رسید این متن (SHA-256)',
  },
  en: {
    title: 'Terms of sending a proposal',
    lead: 'By sending a proposal you accept these terms. The text that you accept is recorded with your proposal and does not change afterwards.',
    receipt: 'Receipt of this text (SHA-256)',
  },
}
