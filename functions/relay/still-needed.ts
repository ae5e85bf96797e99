import type { Programme } from '#workflows/programme/programme.ts'
import { positionOf } from '#workflows/proposal/position.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { askSignatories, awaitsReviewer, holderOf } from './awaited.ts'
import type { ApplicantMessage, Effect, OfficeMessage } from './effect.ts'

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
  'contract-returned',
  'seat-vacated',
  'places-empty',
] as const)

/**
 * Whether an effect of an entry makes sense now. One that was done makes no difference here; one that a crash left
 * outstanding must not ask a reviewer whose stage has closed, or send a link to somebody who gave up the seat.
 */
export function stillNeeded(effect: Effect, { after, now, programme }: Standing): boolean {
  const sameWait = positionOf(now)?.key === positionOf(after)?.key
  switch (effect.kind) {
    case 'workflow':
    case 'event':
    case 'webhook':
      return true
    case 'mail-reviewer':
      if (effect.message === 'review-ended') return true
      if (effect.message === 'review-link-reissued') {
        // Whoever has decided may look again, and change the decision while the stage is open.
        const holder = holderOf(now, effect.seat)
        return sameWait && holder !== null && samePerson(holder.email, effect.person.email)
      }
      if (effect.message === 'review-passed-on') {
        // Unless the case office gave it back meanwhile.
        const holder = holderOf(now, effect.seat)
        return sameWait && holder !== null && !samePerson(holder.email, effect.person.email)
      }
      return sameWait && now.status === 'in-review' && awaitsReviewer(now.seats, effect)
    case 'mail-signatory': {
      if (effect.message === 'signature-ended' || effect.message === 'contract-complete') return true
      const asked = sameWait
        ? askSignatories(now, programme).find(({ signatory }) => signatory === effect.signatory)
        : undefined
      const isTheirs = asked !== undefined && samePerson(asked.person.email, effect.person.email)
      return effect.message === 'signature-passed-on' ? sameWait && !isTheirs : isTheirs
    }
    case 'mail-finance':
      return sameWait || effect.message === 'payments-overdue'
    case 'mail-applicant':
    case 'mail-office':
      // The case may have moved on, or have got more time, before anybody was told that it had not.
      if (effect.message === 'still-held' || effect.message === 'case-waits') {
        return sameWait && 'deadline' in now && now.deadline.passed
      }
      if (effect.message === 'step-late') return sameWait && 'late' in now && now.late
      return sameWait || !ofTheMoment.has(effect.message)
  }
}
