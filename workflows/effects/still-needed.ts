import type { Programme } from '#workflows/programme/programme.ts'
import { positionOf } from '#workflows/proposal/position.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { isMail } from './addressee.ts'
import { askSignatories, awaitsReviewer, holderOf } from './awaited.ts'
import type { Effect } from './effect.ts'
import { messageTraits } from './message-traits.ts'

export interface EffectContext {
  /** The case just after the entry that caused the effect. */
  readonly after: ProposalState
  readonly now: ProposalState
  readonly programme: Programme
}

/** Why an effect that is outstanding is never run; kept on its row. */
export type DropReason = 'moved-on' | 'answered' | 'somebody-else' | 'closed-before' | 'erased'

/**
 * Why an effect of an entry makes no sense any more; null while it does. One that was done makes no difference here; one that a
 * crash left outstanding must not ask a reviewer whose stage has closed, or send a link to somebody who gave up the seat.
 */
export function dropReason(effect: Effect, { after, now, programme }: EffectContext): DropReason | null {
  if (!isMail(effect)) return null
  if (effect.kind === 'mail-applicant' && now.applicant === null) return 'erased'
  const { lasts } = messageTraits[effect.message]
  if (lasts === 'for-good') return null
  const isStillSo = {
    'while-here': true,
    // The case may have got more time before anybody was told that it had not.
    'while-held': 'deadline' in now && now.deadline.passed,
    'while-late': 'late' in now && now.late,
  }
  if (positionOf(now)?.key !== positionOf(after)?.key || !isStillSo[lasts]) return 'moved-on'
  switch (effect.kind) {
    case 'mail-reviewer': {
      if (now.status !== 'in-review') return 'moved-on'
      const holder = holderOf(now, effect.seat)
      const isTheirs = holder !== null && samePerson(holder.email, effect.person.email)
      // Unless the case office gave it back meanwhile.
      if (effect.message === 'review-passed-on') return holder !== null && !isTheirs ? null : 'somebody-else'
      if (!isTheirs) return 'somebody-else'
      // Whoever has decided may look again, and change the decision while the stage is open.
      if (effect.message === 'review-link-reissued') return null
      return awaitsReviewer(now.seats, effect) ? null : 'answered'
    }
    case 'mail-signatory': {
      const asked = askSignatories(now, programme).find(({ signatory }) => signatory === effect.signatory)
      const isTheirs = asked !== undefined && samePerson(asked.person.email, effect.person.email)
      if (effect.message === 'signature-passed-on') return isTheirs ? 'somebody-else' : null
      if (isTheirs) return null
      return asked === undefined ? 'answered' : 'somebody-else'
    }
    case 'mail-applicant':
    case 'mail-finance':
    case 'mail-office':
      return null
  }
}
