import type { Programme } from '#workflows/programme/programme.ts'
import { positionOf } from '#workflows/proposal/position.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { askSignatories, awaitsReviewer, holderOf } from './awaited.ts'
import type { ApplicantMessage, Errand, OfficeMessage } from './errand.ts'

export interface Standing {
  /** The case just after the entry that caused the errand. */
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
] as const)

/**
 * Whether an errand that an entry caused makes sense now. One that was done makes no difference here; one that was left undone
 * by a crash must not ask a reviewer whose stage has closed, or send a link to somebody who gave up the seat.
 */
export function stillNeeded(errand: Errand, { after, now, programme }: Standing): boolean {
  const sameWait = positionOf(now)?.key === positionOf(after)?.key
  switch (errand.kind) {
    case 'workflow':
    case 'event':
    case 'webhook':
      return true
    case 'mail-reviewer':
      if (errand.message === 'review-link-reissued') {
        // Whoever has decided may look again, and change the decision while the stage is open.
        const holder = holderOf(now, errand.seat)
        return sameWait && holder !== null && samePerson(holder.email, errand.person.email)
      }
      if (errand.message === 'review-passed-on') {
        // Unless the case office gave it back meanwhile.
        const holder = holderOf(now, errand.seat)
        return sameWait && holder !== null && !samePerson(holder.email, errand.person.email)
      }
      return sameWait && now.status === 'in-review' && awaitsReviewer(now.seats, errand)
    case 'mail-signatory': {
      const asked = sameWait
        ? askSignatories(now, programme).find(({ signatory }) => signatory === errand.signatory)
        : undefined
      const isTheirs = asked !== undefined && samePerson(asked.person.email, errand.person.email)
      return errand.message === 'signature-passed-on' ? sameWait && !isTheirs : isTheirs
    }
    case 'mail-finance':
      return sameWait
    case 'mail-applicant':
    case 'mail-office':
      return sameWait || !ofTheMoment.has(errand.message)
  }
}
