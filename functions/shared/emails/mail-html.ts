import { decidedWords } from '#functions/shared/pages/decision-words.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { MailFacts, MailWords } from './mail-facts.ts'
import { cellsIn, mailDocument } from './mail-shell.ts'
import { addressNote, caseWord, factRows, factText } from './mail-words.ts'

export interface MailParts {
  readonly words: MailWords
  readonly facts: MailFacts
  /** "Dear …"; null for an office. */
  readonly greeting: string | null
  /** Who wrote, and who reads an answer. */
  readonly footer: string
  /** Null when there is nothing to open. */
  readonly link: string | null
  readonly programme: Programme
}

/** The message as HTML: what is asked, until when, one button, what happens next. */
export function mailHtml({ words, facts, greeting, footer, link, programme }: MailParts): string {
  const { language, reviews, answers, reference } = facts
  const cells = cellsIn(language)
  const told = reviews.map(({ role, decision, coded, reason }) =>
    cells.quotation(html`<strong>${role[language]}</strong> – ${decidedWords[decision][language]}`, [
      ...coded,
      ...reason.split('\n'),
    ]),
  )
  const button =
    link !== null && words.action !== undefined
      ? [cells.button(link, words.action, programme.branding.colour)]
      : []
  return mailDocument({
    language,
    subject: words.subject,
    preview: previewOf(words, facts),
    programme,
    rows: [
      cells.heading(words.subject),
      ...(greeting === null ? [] : [cells.paragraph(greeting)]),
      cells.paragraph(words.lead),
      cells.facts(factRows(words.facts, facts)),
      ...told,
      ...answers.map(({ title, lines }) => cells.quotation(html`<strong>${title}</strong>`, lines)),
      ...button,
      ...words.after.map((line) => cells.note(line)),
      cells.rule(),
      ...(link === null ? [] : [cells.smallPrint(html`${addressNote[language]}<br>${address(link)}`)]),
      cells.smallPrint(
        html`${footer}<br>${caseWord[language]}: <span dir="ltr">${reference}</span><br>&#160;`,
      ),
    ],
  })
}

/** Letters that nothing turns around, and that break anywhere. */
export function address(link: string): Html {
  return html`<span dir="ltr" style="word-break:break-all">${link}</span>`
}

/** Until when comes first: a list of messages shows few words. */
function previewOf(words: MailWords, facts: MailFacts): string {
  const due = factRows(words.facts, facts).filter(({ name }) => name === 'due')
  const title = words.facts.includes('title') ? [facts.title] : []
  return [...due.map(factText), ...title, words.lead].join(' – ')
}
