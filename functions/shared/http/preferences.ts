import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { type Language, languages } from '#workflows/language.ts'

export interface Preferences {
  readonly language: Language
  readonly languageChosen: boolean
  readonly wants: 'html' | 'json'
}

/** Browsers take a `__Host-` cookie, which no other host can plant, only over TLS. */
export const languageCookies = { tls: '__Host-lang', plain: 'lang' } as const

/** The language that was chosen by name on an earlier page. */
export function rememberedLanguage(cookies: Readonly<Record<string, string>>): Language | undefined {
  return languageIn(cookies[languageCookies.tls]) ?? languageIn(cookies[languageCookies.plain])
}

/** What the client asked for, before its body is read. */
export function preferencesOf(
  event: APIGatewayProxyEventV2,
  cookies: Readonly<Record<string, string>>,
): Preferences {
  const chosen = languageIn(event.queryStringParameters?.['lang'])
  const { headers } = event
  const wants = acceptedForm(headers['accept'], headers['content-type'])
  // Browsers in Iran are mostly set to English and their owners mostly are not: a page is Persian until somebody asks for
  // English once. A program that names a language means it.
  const accepted = wants === 'json' ? acceptedLanguage(headers['accept-language']) : undefined
  return {
    language: chosen ?? rememberedLanguage(cookies) ?? accepted ?? 'fa',
    languageChosen: chosen !== undefined,
    wants,
  }
}

/** A form names its language in a hidden field; a `?lang=` goes before it. */
export function withFormLanguage(preferences: Preferences, body: unknown): Preferences {
  if (preferences.languageChosen || typeof body !== 'object' || body === null || !('lang' in body))
    return preferences
  const language = languageIn(body.lang)
  return language === undefined ? preferences : { ...preferences, language, languageChosen: true }
}

export function languageIn(value: unknown): Language | undefined {
  return languages.find((language) => language === value)
}

function acceptedLanguage(header: string | undefined): Language | undefined {
  return byPreference(header)
    .map((range) => languageIn(range.split('-', 1)[0]))
    .find((language) => language !== undefined)
}

/** HTML unless JSON is asked for by name or was sent: a browser always names HTML, a program often says only that it takes anything. */
function acceptedForm(accept: string | undefined, contentType: string | undefined): Preferences['wants'] {
  for (const range of byPreference(accept)) {
    if (range === 'text/html' || range === 'application/xhtml+xml') return 'html'
    if (isJson(range)) return 'json'
  }
  return contentType !== undefined && isJson(mediaTypeOf(contentType)) ? 'json' : 'html'
}

export function isJson(mediaType: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json$/.test(mediaType)
}

export function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/** The ranges of an Accept header, the most wanted first; those with `q=0` are left out. */
function byPreference(header: string | undefined): string[] {
  if (header === undefined || header.length > 1_000) return []
  return header
    .split(',')
    .map((item) => {
      const [range = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))
      return { range, q: quality === undefined ? 1 : Number(quality.slice(2)) }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ range }) => range)
}
