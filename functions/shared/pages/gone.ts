import { type HttpRequest, type HttpResponse, json, page } from '#functions/shared/http/http.ts'
import type { Language, Text } from '#workflows/language.ts'

/**
 * 410 with what was decided: the page, or problem details (RFC 9457) that carry the same facts. The link did open something,
 * so its holder is told more than that it is gone.
 */
export function goneAnswer(
  { wants }: Pick<HttpRequest, 'wants'>,
  answer: {
    readonly language: Language
    readonly title: Text
    readonly detail: Text
    readonly facts: Readonly<Record<string, unknown>>
    readonly html: () => string
  },
): HttpResponse {
  if (wants === 'html') return page(410, answer.html())
  const { language, title, detail, facts } = answer
  const problem = {
    type: 'urn:tasvib:problem:gone',
    status: 410,
    code: 'gone',
    title: title[language],
    detail: detail[language],
  }
  return json(410, { ...facts, ...problem }, { 'content-type': 'application/problem+json; charset=utf-8' })
}
