import type { Language } from '#workflows/language.ts'
import { type Html, html } from './html.ts'

const words: Readonly<Record<Language, { copy: string; copied: string; of: (term: string) => string }>> = {
  fa: { copy: 'رونوشت', copied: 'رونوشت شد', of: (term) => `رونوشت ${term}` },
  en: { copy: 'Copy', copied: 'Copied', of: (term) => `Copy: ${term}` },
}

/**
 * A value that somebody types into another system. One click selects all of it; where scripts run, a button copies it.
 * `plain` is what is copied where the page shows it in another way, e.g. an amount with separators.
 */
export function copyable(spec: {
  readonly term: string
  readonly value: string
  readonly language: Language
  readonly plain?: string
  /** Numbers, addresses and codes run from left to right in either language. */
  readonly ltr?: boolean
}): Html {
  const { term, value, language, plain = value, ltr = false } = spec
  const { copy, copied, of } = words[language]
  return html`<span class="copyable" data-copy="${plain}" data-copy-label="${copy}" data-copy-name="${of(term)}" data-copied="${copied}"><bdi class="${ltr ? 'code' : ''}" dir="${ltr ? 'ltr' : 'auto'}">${value}</bdi></span>`
}
