import { type Html, html } from '#functions/shared/pages/html.ts'
import type { Mail } from '#functions/shared/ports/mailer.ts'
import type { Message } from '#workflows/effects/effect.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { partsOf } from './compose-mail.ts'
import type { MailRequest } from './facts-of.ts'
import type { MailFacts } from './mail-facts.ts'
import type { MailParts } from './mail-html.ts'
import { cellsIn, mailDocument, senderName } from './mail-shell.ts'
import { oneLine } from './mail-text.ts'
import { caseWord, type FactRow, factRows, factText } from './mail-words.ts'

/** Messages that ask for an answer; the others only tell. */
const asking: ReadonlySet<Message> = new Set<Message>([
  'review-requested',
  'review-reminder',
  'revision-reminder',
  'signature-requested',
  'signature-reminder',
  'terms-to-settle',
  'terms-reminder',
  'receipt-reminder',
])

const texts = {
  fa: {
    awaiting: (count: string) => `${count} مورد در انتظار پاسخ شماست`,
    telling: (count: string) => `${count} مورد تازه در پرونده‌ها`,
    lead: 'هر مورد پیوند خودش را دارد؛ آن‌که مهلتش نزدیک‌تر است بالاتر آمده است.',
  },
  en: {
    awaiting: (count: string) => `${count} items await your answer`,
    telling: (count: string) => `${count} things have happened to your cases`,
    lead: 'Each has a link of its own; what is due first stands first.',
  },
} as const satisfies Readonly<Record<Language, unknown>>

/**
 * Several messages to one person as one, in one language: each says what it would say alone and has its link, what is due first
 * stands before the others. What all of them say is said once.
 */
export function composeDigest(requests: readonly [MailRequest, ...MailRequest[]]): Mail {
  const [{ to, language, programme }] = requests
  const items = requests.toSorted((a, b) => (dueAt(a) < dueAt(b) ? -1 : 1)).map(partsOf)
  const say = texts[language]
  const count = formatNumber(items.length, language)
  const subject = requests.every(({ message }) => asking.has(message))
    ? say.awaiting(count)
    : say.telling(count)
  const greeting = items.find((item) => item.greeting !== null)?.greeting ?? null
  const footer = items[0]?.footer ?? ''
  const common = commonLines(items)
  const cells = cellsIn(language)
  return {
    to,
    subject: oneLine(subject, language),
    html: mailDocument({
      language,
      subject,
      preview: items.map(({ facts }) => facts.title).join(language === 'fa' ? '، ' : ', '),
      programme,
      rows: [
        cells.heading(subject),
        ...(greeting === null ? [] : [cells.paragraph(greeting)]),
        ...[say.lead, ...common].map((line) => cells.paragraph(line)),
        ...items.flatMap((item) => itemRows(item, common)),
        cells.rule(),
        cells.smallPrint(html`${footer}<br>&#160;`),
      ],
    }),
    text: [
      subject,
      ...(greeting === null ? [] : [greeting]),
      [say.lead, ...common].join('\n'),
      ...items.map((item, index) => itemText(item, index, common)),
      `—\n${senderName(programme)[language]}\n${footer}`,
    ].join('\n\n'),
  }
}

/** What every one of them says beside its facts. */
function commonLines(items: readonly MailParts[]): string[] {
  const [first = [], ...others] = items.map(({ words: { lead, after } }) => [lead, ...after])
  return first.filter((line) => others.every((lines) => lines.includes(line)))
}

/** The heading of an item is what it is about; what is asked stands above it. */
function itemRows({ words, facts, link, programme }: MailParts, common: readonly string[]): Html[] {
  const cells = cellsIn(facts.language)
  const notes = (lines: readonly string[]) =>
    lines.filter((line) => !common.includes(line)).map((line) => cells.note(line))
  return [
    cells.rule(),
    cells.note(words.subject),
    cells.paragraph(html`<strong>${facts.title}</strong>`),
    ...notes([words.lead]),
    ...shownFacts({ words, facts }).map((row) =>
      row.name === 'due' ? cells.paragraph(factText(row)) : cells.note(factText(row)),
    ),
    cells.note(caseLine(facts)),
    ...notes(words.after),
    ...(link === null || words.action === undefined
      ? []
      : [cells.button(link, words.action, programme.branding.colour)]),
  ]
}

function itemText({ words, facts, link }: MailParts, index: number, common: readonly string[]): string {
  const { language, title } = facts
  const number = formatNumber(index + 1, language)
  const action = link === null || words.action === undefined ? [] : [`${words.action}:`, link]
  const mark = language === 'fa' ? '\u200F' : ''
  return [
    `${mark}${number}. ${words.subject}`,
    `${mark}${title}`,
    words.lead,
    ...shownFacts({ words, facts }).map(factText),
    caseLine(facts),
    ...words.after,
    ...action,
  ]
    .filter((line) => !common.includes(line))
    .join('\n')
}

/** The title is the heading. */
function shownFacts({ words, facts }: Pick<MailParts, 'words' | 'facts'>): FactRow[] {
  return factRows(
    words.facts.filter((name) => name !== 'title'),
    facts,
  )
}

function caseLine({ language, reference }: MailFacts): string {
  return `${caseWord[language]}: ${reference}`
}

/** What is never due comes last. */
function dueAt({ state }: MailRequest): string {
  return 'deadline' in state ? state.deadline.at : '\uFFFF'
}
