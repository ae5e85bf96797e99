import { type Html, html } from '#functions/shared/pages/html.ts'
import type { Mail } from '#functions/shared/ports/mailer.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { address } from './mail-html.ts'
import { cellsIn, mailDocument, senderName } from './mail-shell.ts'

export interface ShortMail {
  readonly to: string
  readonly subject: Text
  readonly programme: Pick<Programme, 'city' | 'name' | 'branding'>
  /** What is said before the one thing that the message brings. */
  readonly before: Text
  /** A code to type, or what to open. */
  readonly brings:
    | { readonly code: string }
    | { readonly href: string; readonly label: Text }
    | { readonly links: readonly { readonly href: string; readonly label: Text }[] }
  readonly after: Text
}

/** A message that somebody asked for this minute: Persian above English, one code or one link. */
export function shortMail(message: ShortMail): Mail {
  const { to, subject, programme, before, brings, after } = message
  const sender = senderName(programme)
  const content =
    'code' in brings
      ? brings.code
      : linksOf(brings)
          .map(({ href, label }) => ('links' in brings ? `${label.fa}\n${href}` : href))
          .join('\n\n')
  return {
    to,
    // The first strong character sets the line's direction in the list of messages.
    subject: `\u200F${subject.fa} | ${subject.en}`,
    text: [before.fa, content, after.fa, sender.fa, '—', before.en, content, after.en, sender.en].join(
      '\n\n',
    ),
    html: mailDocument({
      language: 'fa',
      subject: subject.fa,
      preview: before.fa,
      programme,
      rows: [...section(message, 'fa'), cellsIn('fa').rule(), ...section(message, 'en')],
    }),
  }
}

function linksOf(
  brings: Exclude<ShortMail['brings'], { readonly code: string }>,
): readonly { readonly href: string; readonly label: Text }[] {
  return 'links' in brings ? brings.links : [brings]
}

function section({ subject, before, brings, after, programme }: ShortMail, language: Language): Html[] {
  const cells = cellsIn(language)
  const carried =
    'code' in brings
      ? [
          cells.paragraph(
            html`<span dir="ltr" style="font:700 30px/1.6 Consolas,Menlo,monospace;letter-spacing:8px">${brings.code}</span>`,
          ),
        ]
      : linksOf(brings).flatMap(({ href, label }) => [
          cells.button(href, label[language], programme.branding.colour),
          cells.smallPrint(address(href)),
        ])
  return [
    cells.heading(subject[language]),
    cells.paragraph(before[language]),
    ...carried,
    cells.note(html`${after[language]}<br>&#160;`),
  ]
}
