import type { DecisionKind } from '#workflows/decision.ts'
import type { Text } from '#workflows/language.ts'
import type { Tone } from './parts.ts'

/** A decision as it is offered, and in lists. */
export const decisionWords: Readonly<Record<DecisionKind, Text>> = {
  approve: { fa: 'موافقت', en: 'Approve' },
  'request-changes': { fa: 'درخواست اصلاح', en: 'Request changes' },
  reject: { fa: 'مخالفت', en: 'Reject' },
}

/** Of its chip, and of the edge of what is said with it. */
export const decisionTones: Readonly<Record<DecisionKind, Tone>> = {
  approve: 'success',
  'request-changes': 'warning',
  reject: 'danger',
}

/** A decision after the role of whoever made it, as in "Research lead – Asked for changes". */
export const decidedWords: Readonly<Record<DecisionKind, Text>> = {
  approve: { fa: 'موافق', en: 'Approved' },
  'request-changes': { fa: 'خواهان اصلاح', en: 'Asked for changes' },
  reject: { fa: 'مخالف', en: 'Rejected' },
}
