import { decidedWords } from '#functions/shared/pages/decision-words.ts'
import type { MailFacts, MailWords } from './mail-facts.ts'
import type { MailParts } from './mail-html.ts'
import { senderName } from './mail-shell.ts'
import { caseWord, factRows, factText } from './mail-words.ts'

/** Code points. */
const longestSubject = 200

/**
 * A subject of one line whose first strong character has the language's direction, with the isolated reference at its end.
 */
export function subjectLine(
  { subject }: Pick<MailWords, 'subject'>,
  facts: Pick<MailFacts, 'language' | 'reference'>,
): string {
  return `${oneLine(subject, facts.language)} ${facts.reference}`
}

/** Without line breaks or control characters, of bounded length, and in Persian begun by U+200F. */
export function oneLine(subject: string, language: MailFacts['language']): string {
  const mark = language === 'fa' ? '\u200F' : ''
  const line = Array.from(subject.replaceAll(/[\s\p{Cc}]+/gu, ' ')).slice(0, longestSubject)
  return `${mark}${line.join('')}`
}

/**
 * The message as plain text. Each line begins with a word of its own language, so that programs which guess a line's direction
 * guess right; links stand on lines of their own.
 */
export function mailText({ words, facts, greeting, footer, link, programme }: MailParts): string {
  const { language, reviews, answers, reference } = facts
  const told = reviews.map(({ role, decision, coded, reason }) =>
    [`${role[language]} – ${decidedWords[decision][language]}:`, ...coded, reason].join('\n'),
  )
  const action = link === null || words.action === undefined ? [] : [`${words.action}:\n${link}`]
  const paragraphs = [
    words.subject,
    ...(greeting === null ? [] : [greeting]),
    words.lead,
    factLines(words, facts),
    ...told,
    ...answers.map(({ title, lines }) => [title, ...lines].join('\n')),
    ...action,
    ...words.after,
    `—\n${senderName(programme)[language]}\n${footer}\n${caseWord[language]}: ${reference}`,
  ]
  return paragraphs.join('\n\n')
}

/** Facts, one on a line, with their labels. */
function factLines(words: MailWords, facts: MailFacts): string {
  return factRows(words.facts, facts).map(factText).join('\n')
}
