import type { HttpRequest } from '#functions/shared/http/http.ts'
import { rememberedLanguage } from '#functions/shared/http/preferences.ts'
import type { Language } from '#workflows/language.ts'

/** The language of a page: the one that was asked for by name, now or before, else its readers' own. */
export function pageLanguage(
  { language, languageChosen, cookies }: Pick<HttpRequest, 'language' | 'languageChosen' | 'cookies'>,
  own: Language,
): Language {
  return languageChosen ? language : (rememberedLanguage(cookies) ?? own)
}

/** A path that keeps the language that was asked for by name. */
export function inLanguage(path: string, request: Pick<HttpRequest, 'language' | 'languageChosen'>): string {
  if (!request.languageChosen) return path
  return `${path}${path.includes('?') ? '&' : '?'}lang=${request.language}`
}
