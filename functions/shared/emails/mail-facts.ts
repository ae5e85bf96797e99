import type { DecisionKind } from '#workflows/decision.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { AnswerPart } from './answer-lines.ts'
import type { HolderChange } from './holder-change.ts'

/** What one reviewer said, told by role and not by name. */
interface ToldReview {
  readonly role: Text
  readonly decision: DecisionKind
  /** From the programme's list, with its words for applicants; empty where none was given. */
  readonly coded: readonly string[]
  readonly reason: string
}

/** All that a message may speak of, in the message's language. What people wrote is quoted, so that it cannot turn the line around. */
export interface MailFacts {
  readonly language: Language
  readonly recipient: string
  readonly reference: string
  readonly title: string
  readonly organisation: string
  readonly city: string
  /** The stage's name; empty outside review. */
  readonly stage: string
  /** The name of the stage after it; empty when the contract comes next. */
  readonly nextStage: string
  readonly round: number
  /** Weekday, date in both calendars and until when on that day; null when nothing is due. */
  readonly due: string | null
  /** E.g. "3 working days left", or that the day has passed and whether an answer still counts; null when nothing is due. */
  readonly timeLeft: string | null
  /** Whose word or signature the case waits for, for the case office alone; empty when it waits for nobody. */
  readonly awaited: string
  readonly reviews: readonly ToldReview[]
  /** What the applicant answered, part by part; empty but in the copy of it. */
  readonly answers: readonly AnswerPart[]
  /** Why a stage ended as it did, and the means of its criteria where a mean decided; empty in other messages. */
  readonly cause: readonly string[]
  /** Whether the city invites a new proposal after this one was rejected. */
  readonly mayApplyAgain: boolean
  /** A reason or note that belongs to the message, e.g. why finance returned the contract. */
  readonly note: string
  readonly contractNumber: string
  /** Whether the recipient is asked as the alternate, since the one before them was silent. */
  readonly standsIn: boolean
  /** Whether the stage ends by the one opinion that is still awaited in it. */
  readonly endsStage: boolean
  /** Whether it waits for who stands for the startup, whose place has no alternate. */
  readonly awaitsStartup: boolean
  /** Who did what the message tells, by name and place, for the case office alone; empty where nobody did. */
  readonly who: string
  /** What the message tells of, each a line: empty places, files that are withheld, what is overdue, the step that is late, what became of a guarantee. */
  readonly told: readonly string[]
  /** How a place changed hands, or is to; null where the message is not about that. */
  readonly change: HolderChange | null
  /** What passed to alternates, each place a line, for the case office alone. */
  readonly passedOn: readonly string[]
}

/** What stands in the table of a message, if the case has it. */
export type FactName =
  | 'title'
  | 'organisation'
  | 'stage'
  | 'contract'
  | 'passed'
  | 'who'
  | 'places'
  | 'step'
  | 'overdue'
  | 'guarantee'
  | 'files'
  | 'change'
  | 'by'
  | 'moment'
  | 'awaited'
  | 'note'
  | 'changed'
  | 'cause'
  | 'address'
  | 'due'

/** A message in words: plain strings, escaped by whoever renders them. */
export interface MailWords {
  /** What is asked or told: the subject, and the heading. */
  readonly subject: string
  /** One or two sentences more, for whoever reads on. */
  readonly lead: string
  readonly facts: readonly FactName[]
  /** The label of the one thing to do; absent when there is nothing to do. */
  readonly action?: string
  /** What happens next, and what to know before acting. */
  readonly after: readonly string[]
}

export type Wording = Readonly<Record<Language, (facts: MailFacts) => MailWords>>

/** Who gave a place to the reader, when and why; nothing where it was theirs from the start, or nobody gave it. */
export function changeFacts({ change }: Pick<MailFacts, 'change'>): readonly FactName[] {
  const isGiven = change?.because === 'delegation' || change?.because === 'reassignment'
  return isGiven ? ['by', 'moment', 'note'] : []
}
