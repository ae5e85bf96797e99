import type { Language } from '#workflows/language.ts'

/** Names of files, formats, programs and forms of contract, which Persian writes in Latin letters too. */
const international =
  /\b(?:[\w-]+\.(?:pdf|json|zip|csv)|PDF|PNG|JPEG|XLSX|JSON|CSV|ZIP|OCDS|SHA-256|BOT|BLT|BOO|IBAN|IR|FreeOTP|Aegis|Google Authenticator)\b/g
/** Addresses, also with a part hidden, references of cases and contracts, and what is typed to run the verifier. */
const identifiers = /\S+@[\w.-]+|\b[A-Z]{3}-\d{4}-[\w-]+|(?:\bnode )?\b[\w-]+\.mjs|--[a-z]+/g
const letters: Readonly<Record<Language, RegExp>> = { fa: /[A-Za-z]{2,}/g, en: /\p{Script=Arabic}{2,}/gu }

/** Words of the other language on a page; `known` is what people wrote themselves. */
export function foreignWords(text: string, language: Language, known: readonly string[]): string[] {
  let rest = text
  for (const own of known) rest = rest.replaceAll(own, ' ')
  return [
    ...new Set(rest.replaceAll(identifiers, ' ').replaceAll(international, ' ').match(letters[language])),
  ]
}
