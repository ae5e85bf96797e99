import * as z from 'zod'
import { languages } from '#workflows/language.ts'
import { canonicalJson, digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { retentionText } from './kept-text.ts'

const section = z.object({ heading: z.string(), text: z.string() })
const schema = z.object({ fa: z.array(section), en: z.array(section) })
/** The terms of a proposal as they are read, in both languages. */
export type SubmissionTerms = z.infer<typeof schema>

type Terms = Pick<Programme, 'submissionTerms' | 'retention'>

/** The programme's own text, and how long data is kept by its numbers. */
export function submissionTerms(programme: Terms): SubmissionTerms {
  const [fa, en] = languages.map((language) => [
    ...programme.submissionTerms.map(({ heading, text }) => ({
      heading: heading[language],
      text: text[language],
    })),
    retentionText(programme, language),
  ])
  return { fa: fa ?? [], en: en ?? [] }
}

/** The very bytes of which the digest is taken that stands in the ledger; they are kept under it. */
export function termsBytes(programme: Terms): { readonly bytes: Uint8Array; readonly digest: string } {
  const bytes = new TextEncoder().encode(canonicalJson(submissionTerms(programme)))
  return { bytes, digest: digestOfBytes(bytes) }
}

/** @throws when the bytes are no such text */
export function readTerms(bytes: Uint8Array): SubmissionTerms {
  return schema.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
