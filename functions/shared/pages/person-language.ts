import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** Each language as whoever reads the form calls it. */
const languageNames: Readonly<Record<Language, Readonly<Record<Language, string>>>> = {
  fa: { fa: 'فارسی', en: 'انگلیسی' },
  en: { fa: 'Persian', en: 'English' },
}

/** Asked of whoever names somebody, who is then written to in that language. */
export const personLanguage: Readonly<Record<Language, string>> = {
  fa: 'زبان این شخص',
  en: 'The language of this person',
}
export const personLanguageHint: Readonly<Record<Language, string>> = {
  fa: 'رایانامه‌ها به این زبان فرستاده می‌شود؛ اگر برنگزینید، به زبان شهرداری.',
  en: 'Mails are written in it; left open, in the first language of the programme.',
}

export function languageOptions(
  { languages }: Programme,
  reader: Language,
): { value: Language; label: string }[] {
  return languages.map((language) => ({ value: language, label: languageNames[reader][language] }))
}
