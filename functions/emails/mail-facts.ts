import type { Language, Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'

/** What one reviewer said, told by role and not by name. */
export interface ToldReview {
  readonly role: Text
  readonly decision: 'approve' | 'request-changes' | 'reject'
  readonly reason: string
}

/** All that a message may speak of, in the message's language. What people wrote is isolated, so that it cannot turn the line around. */
export interface MailFacts {
  readonly language: Language
  readonly recipient: string
  readonly reference: string
  readonly title: string
  readonly organisation: string
  readonly city: string
  /** The programme's colour, `#rrggbb`. */
  readonly colour: string
  /** The stage's name; empty outside review. */
  readonly stage: string
  readonly round: number
  /** In both calendars; null when nothing is due. */
  readonly due: string | null
  /** Whole days until it is due; null when nothing is due or it is past. */
  readonly daysLeft: number | null
  readonly reviews: readonly ToldReview[]
  /** A reason or note that belongs to the message, e.g. why finance returned the contract. */
  readonly note: string
  readonly contractNumber: string
}

/** A message in words: plain strings, escaped by whoever renders them. */
export interface MailWords {
  readonly subject: string
  readonly lines: readonly string[]
  /** The label of the one thing to do; absent when there is nothing to do. */
  readonly action?: string
}

export type Wording = Readonly<Record<Language, (facts: MailFacts) => MailWords>>

/** The line that says when something is due; none when nothing is. */
export function dueLine({ language, due, daysLeft }: MailFacts): string[] {
  if (due === null) return []
  if (daysLeft === null) return [`${dueWord[language]}: ${due}`]
  const days = formatNumber(daysLeft, language)
  const left = language === 'fa' ? `${days} روز مانده` : `${days} ${daysLeft === 1 ? 'day' : 'days'} left`
  return [`${dueWord[language]}: ${due} (${left})`]
}

const dueWord: Readonly<Record<Language, string>> = { fa: 'مهلت', en: 'Due' }
