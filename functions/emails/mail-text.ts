import type { MailFacts, MailWords } from './mail-facts.ts'
import { caseWord, decisionWords, footer } from './mail-words.ts'

/** Code points. */
const longestSubject = 200

/**
 * A subject of one line whose first strong character has the language's direction, with the isolated reference at its end.
 */
export function subjectLine({ subject }: MailWords, { language, reference }: MailFacts): string {
  const mark = language === 'fa' ? '\u200F' : ''
  const oneLine = Array.from(subject.replaceAll(/[\s\p{Cc}]+/gu, ' '))
    .slice(0, longestSubject)
    .join('')
  return `${mark}${oneLine} ${reference}`
}

/** The message as plain text. */
export function mailText(words: MailWords, facts: MailFacts, link: string | null): string {
  const { language, city, reviews, reference } = facts
  const told = reviews.map(
    ({ role, decision, reason }) => `• ${role[language]} — ${decisionWords[language][decision]}: ${reason}`,
  )
  const action = link === null || words.action === undefined ? [] : [`${words.action}:\n${link}`]
  const paragraphs = [
    ...words.lines,
    ...told,
    ...action,
    `— ${footer[language](city, link !== null)}`,
    `${caseWord[language]}: ${reference}`,
  ]
  return paragraphs.join('\n\n')
}
