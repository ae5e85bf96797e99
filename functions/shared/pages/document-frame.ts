import { mayShowInline } from '#functions/shared/ports/file-type.ts'
import type { Language } from '#workflows/language.ts'
import { type Html, html } from './html.ts'

const words: Readonly<Record<Language, { here: (name: string) => string; aside: string }>> = {
  fa: {
    here: (name) => `نمایش ${name} در همین صفحه`,
    aside: 'اگر سند اینجا کامل دیده نمی‌شود (در برخی گوشی‌ها تنها صفحهٔ نخست)، آن را در صفحه‌ای تازه باز کنید.',
  },
  en: {
    here: (name) => `Show ${name} here`,
    aside:
      'If the document does not show in full here (some phones show the first page alone), open it in a new tab.',
  },
}

export interface FramedDocument {
  readonly href: string
  readonly name: string
  /** Its media type. */
  readonly type: string
  readonly language: Language
}

/**
 * A PDF or a picture inside the page that it belongs to. Folded, and loaded only once it is unfolded; nothing for what
 * browsers do not show, which has its link beside it anyway.
 */
export function documentFrame({ href, name, type, language }: FramedDocument): Html | false {
  if (!mayShowInline(type)) return false
  const { here, aside } = words[language]
  const shown =
    type === 'application/pdf'
      ? html`<iframe src="${href}#navpanes=0&amp;view=FitH" title="${name}" loading="lazy"></iframe><p class="quiet">${aside}</p>`
      : html`<img src="${href}" alt="${name}" loading="lazy">`
  return html`<details class="document"><summary>${here(name)}</summary>${shown}</details>`
}
