import type { Programme } from '#workflows/programme/programme.ts'
import { positionOf } from '#workflows/proposal/position.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { askSignatories, awaitsReviewer, holderOf } from './awaited.ts'
import type { ApplicantMessage, Effect, Message, OfficeMessage } from './effect.ts'

export interface Standing {
  /** The case just after the entry that caused the effect. */
  readonly after: ProposalState
  readonly now: ProposalState
  readonly programme: Programme
}

/** Messages that ask for something, or tell what is only so while the case stays where it was. */
const ofTheMoment: ReadonlySet<ApplicantMessage | OfficeMessage> = new Set([
  'confirm-address',
  'changes-requested',
  'revision-reminder',
  'quorum-endangered',
  'overdue',
  'passed-on',
  'escalated',
  'terms-to-settle',
  'terms-reminder',
  'signature-refused',
  'codes-stopped',
  'contract-returned',
  'seat-vacated',
  'places-empty',
  'holder-proposed',
] as const)

/** Why an effect that is outstanding is never run; kept on its row. */
export type DropReason = 'moved-on' | 'answered' | 'somebody-else' | 'closed-before' | 'erased'

/**
 * Why an effect of an entry makes no sense any more; null while it does. One that was done makes no difference here; one that a
 * crash left outstanding must not ask a reviewer whose stage has closed, or send a link to somebody who gave up the seat.
 */
export function dropReason(effect: Effect, { after, now, programme }: Standing): DropReason | null {
  const sameWait = positionOf(now)?.key === positionOf(after)?.key
  switch (effect.kind) {
    case 'workflow':
    case 'event':
    case 'webhook':
    case 'unknown':
      return null
    case 'mail-reviewer': {
      const holder = holderOf(now, effect.seat)
      const isTheirs = holder !== null && samePerson(holder.email, effect.person.email)
      if (!sameWait && !isForGood(effect.message)) return 'moved-on'
      switch (effect.message) {
        case 'review-ended':
        case 'review-handed-on':
        case 'recusal-recorded':
        case 'review-taken':
          return null
        case 'review-link-reissued':
          // Whoever has decided may look again, and change the decision while the stage is open.
          return isTheirs ? null : 'somebody-else'
        case 'review-passed-on':
          // Unless the case office gave it back meanwhile.
          return holder !== null && !isTheirs ? null : 'somebody-else'
        case 'review-requested':
        case 'review-reminder':
          if (now.status !== 'in-review') return 'moved-on'
          if (!isTheirs) return 'somebody-else'
          return awaitsReviewer(now.seats, effect) ? null : 'answered'
      }
    }
    case 'mail-signatory': {
      if (isForGood(effect.message)) return null
      if (!sameWait) return 'moved-on'
      const asked = askSignatories(now, programme).find(({ signatory }) => signatory === effect.signatory)
      const isTheirs = asked !== undefined && samePerson(asked.person.email, effect.person.email)
      if (effect.message === 'signature-passed-on') return isTheirs ? 'somebody-else' : null
      if (isTheirs) return null
      return asked === undefined ? 'answered' : 'somebody-else'
    }
    case 'mail-finance':
      return sameWait || effect.message === 'payments-overdue' ? null : 'moved-on'
    case 'mail-applicant':
      if (now.applicant === null) return 'erased'
      return isStillSo(effect.message, { now, sameWait }) ? null : 'moved-on'
    case 'mail-office':
      return isStillSo(effect.message, { now, sameWait }) ? null : 'moved-on'
  }
}

/** Who has lost a place, gave it up or finished with it is told of that whatever has become of the case. */
function isForGood(message: Message): boolean {
  return forGood.has(message)
}

const forGood: ReadonlySet<Message> = new Set<Message>([
  'review-ended',
  'review-handed-on',
  'recusal-recorded',
  'review-taken',
  'signature-ended',
  'signature-taken',
  'signature-to-come',
  'contract-complete',
])

/** Whether what is told to the applicant or the case office is still true. */
function isStillSo(
  message: ApplicantMessage | OfficeMessage,
  { now, sameWait }: { readonly now: ProposalState; readonly sameWait: boolean },
): boolean {
  // The case may have moved on, or have got more time, before anybody was told that it had not.
  if (message === 'still-held' || message === 'case-waits') {
    return sameWait && 'deadline' in now && now.deadline.passed
  }
  if (message === 'step-late') return sameWait && 'late' in now && now.late
  return sameWait || !ofTheMoment.has(message)
}
