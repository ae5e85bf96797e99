import type { HttpResponse } from '#functions/shared/http/http.ts'
import { languageCookies, languageIn } from '#functions/shared/http/preferences.ts'
import { type Exchange, headerOf, type Middleware } from './exchange.ts'

/** Seconds. */
const year = 365 * 24 * 60 * 60

/** Remembers a language that was chosen by `?lang=`. */
export const languageCookie: Middleware = {
  after(request) {
    request.response = withCookie(request.response, request.event)
  },
}

function withCookie<A extends HttpResponse | null | undefined>(answer: A, { event }: Exchange): A {
  const language = languageIn(event.queryStringParameters?.['lang'])
  if (answer === null || answer === undefined || language === undefined) return answer
  // On one machine there may be no TLS, and a cookie marked Secure would be lost.
  const overTls = headerOf(event, 'x-forwarded-proto') === 'https'
  const [name, secure] = overTls ? [languageCookies.tls, '; Secure'] : [languageCookies.plain, '']
  const cookie = `${name}=${language}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly${secure}`
  return { ...answer, cookies: [...(answer.cookies ?? []), cookie] }
}
