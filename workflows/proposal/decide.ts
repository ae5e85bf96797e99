import { digestOf } from '#workflows/ledger/digest.ts'
import type { Command, CommandType, Context } from './commands.ts'
import {
  acknowledge,
  deliver,
  drawUp,
  refuseToSign,
  returnContract,
  seal,
  sign,
  stopCodes,
} from './decide-contract.ts'
import { giveUpWebhook, repeatDelivery } from './decide-delivery.ts'
import { erase, eraseByRule, holdErasure, releaseErasure } from './decide-erasure.ts'
import { changeGuarantee, isChanged } from './decide-guarantee.ts'
import { lateRefusal, markedLate } from './decide-late.ts'
import { recordLegalRoute } from './decide-legal-route.ts'
import { resendLink } from './decide-link.ts'
import { listObligations, tellHeld, tellLate, tellOverdue } from './decide-notices.ts'
import { alreadySo, byClock, byOffice, type Decided, isWritten, record } from './decide-parts.ts'
import { isRecorded, recordPayment } from './decide-payment.ts'
import { alreadyCounted, decideReview, declare, hasRecused, openStage, recuse } from './decide-review.ts'
import { agreeHolder, declineHolder, delegate, reassign } from './decide-seat.ts'
import { askConfirmation, confirm, revise, submit, withdraw } from './decide-submission.ts'
import { amendTerms, notPrintable, releaseTerms, reopenTerms } from './decide-terms.ts'
import { escalate, expire, extend, remind } from './decide-time.ts'
import { markReachable, markUnreachable } from './decide-unreachable.ts'
import { isApplicantsSide } from './eligibility.ts'
import { isUnlisted } from './obligations.ts'
import { ownOpinionRefusal } from './own-opinion.ts'
import { refuse } from './refusal.ts'
import { isReturned } from './sealed.ts'
import { type ProposalState, type StateOf, type Status, samePerson } from './state.ts'
import { admitted } from './transitions.ts'

/**
 * What a command means where the case stands: the facts to record, none when it repeats what was already said, or a refusal
 * with its code. Pure: the same state, command and context always give the same answer.
 */
export function decide(state: ProposalState | null, command: Command, context: Context): Decided {
  if (state === null) return command.type === 'submit' ? submit(command, context) : refuse('not-now')
  // Before anything else: on the applicant's side nobody repairs, settles or ends a case, whatever it is that they would do.
  if ('by' in command && command.by !== undefined && isApplicantsSide(command.by, state, context)) {
    return refuse('applicants-side')
  }
  const early = ownOpinionRefusal(state, command, context)
  if (early !== null) return early
  if (isRepeat(state, command, context)) return alreadySo
  if (!admitted[state.status].includes(command.type)) return refusalFor(state, command)
  return (
    lateRefusal(state, command, context) ??
    markedLate(decideAdmitted(state, command, context), state, context)
  )
}

/** `admitted` has vouched for the status, which the compiler cannot see. */
function decideAdmitted(state: ProposalState, command: Command, context: Context): Decided {
  const as = <S extends Status>(): StateOf<S> => state as StateOf<S>
  const timed = state as StateOf<'in-review'>
  switch (command.type) {
    case 'submit':
      return refuse('not-now')
    case 'confirm':
      return confirm(context)
    case 'open-stage':
      return openStage(as<'between-stages'>(), context)
    case 'declare':
      return declare(as<'in-review'>(), command, context)
    case 'decide-review':
      return decideReview(as<'in-review'>(), command, context)
    case 'recuse':
      return recuse(as<'in-review'>(), command, context)
    case 'delegate':
      return delegate(as<'in-review'>(), command, context)
    case 'reassign':
      return reassign(as<'in-review' | 'signing'>(), command, context)
    case 'agree-holder':
      return agreeHolder(as<'in-review' | 'signing'>(), command, context)
    case 'decline-holder':
      return declineHolder(as<'in-review' | 'signing'>(), command)
    case 'revise':
      return revise(as<'awaiting-revision'>(), command, context)
    case 'ask-confirmation':
      return askConfirmation()
    case 'withdraw':
      return withdraw(state, command)
    case 'remind':
      return remind(timed, context)
    case 'escalate':
      return escalate(timed, context)
    case 'expire':
      return expire(timed, context)
    case 'extend':
      return extend(timed, command, context)
    case 'draw-up':
      return drawUp(as<'drawing-up'>(), command, context)
    case 'sign':
      return sign(as<'signing'>(), command, context)
    case 'refuse-to-sign':
      return refuseToSign(as<'signing'>(), command, context)
    case 'stop-codes':
      return stopCodes(as<'signing'>(), command)
    case 'seal':
      return seal(as<'sealing'>(), command)
    case 'deliver':
      return deliver(as<'sealed'>(), context)
    case 'repeat-delivery':
      return repeatDelivery(state, command)
    case 'give-up-webhook':
      return giveUpWebhook(state, command)
    case 'acknowledge':
      return acknowledge(as<'with-finance'>(), command)
    case 'return':
      return returnContract(as<'with-finance'>(), command, context)
    case 'record-payment':
      return recordPayment(as<'closed'>(), command, context)
    case 'change-guarantee':
      return changeGuarantee(as<'closed'>(), command, context)
    case 'record-legal-route':
      return recordLegalRoute(state, command, context)
    case 'amend-terms':
      return amendTerms(as<'settling-terms'>(), command, context)
    case 'release-terms':
      return releaseTerms(as<'settling-terms'>(), command, context)
    case 'reopen-terms':
      return reopenTerms(as<'signing'>(), command, context)
    case 'not-printable':
      return notPrintable(as<'drawing-up' | 'sealing'>(), command, context)
    case 'resend-link':
      return resendLink(state, command, context)
    case 'mark-unreachable':
      return markUnreachable(state, command, context)
    case 'mark-reachable':
      return markReachable(state, command)
    case 'withhold-file':
      return state.withheld.includes(command.fileId)
        ? alreadySo
        : record({
            type: 'FileWithheld',
            actor: byClock,
            data: { fileId: command.fileId, verdict: command.verdict },
          })
    case 'tell-held':
      return tellHeld(timed, context)
    case 'tell-late':
      return tellLate(as<'between-stages'>(), context)
    case 'tell-overdue':
      return tellOverdue(as<'closed'>(), context)
    case 'list-obligations':
      return listObligations(as<'closed'>(), command, context)
    case 'close':
      if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
      return record({
        type: 'CaseClosed',
        actor: byOffice(command.by),
        data: { reason: command.reason.trim() },
      })
    case 'erase':
      return erase(as<'closed'>(), command)
    case 'erase-by-rule':
      return eraseByRule(as<'closed'>(), context)
    case 'hold-erasure':
      return holdErasure(as<'closed'>(), command)
    case 'release-erasure':
      return releaseErasure(as<'closed'>(), command)
  }
}

/** Whether the ledger already says what the command would: a double click, a retry, a repeated callback. */
function isRepeat(state: ProposalState, command: Command, context: Context): boolean {
  switch (command.type) {
    case 'confirm':
      return state.status !== 'unconfirmed' && state.status !== 'closed'
    case 'open-stage':
      return state.status === 'in-review'
    case 'decide-review':
      return state.closedStages.some(
        ({ stage, seats }) => stage === command.stage && alreadyCounted(seats, command, context),
      )
    case 'recuse':
      return hasRecused(state, command)
    case 'erase':
    case 'erase-by-rule':
      return state.status === 'closed' && state.applicant === null
    case 'withdraw':
      return state.status === 'closed' && state.closing === 'withdrawn'
    case 'draw-up':
      return state.contractVersion >= command.version
    case 'sign':
      return hasSigned(state, command)
    case 'seal':
      return 'sealDigest' in state && state.sealDigest === command.sealDigest
    case 'deliver':
      return state.status === 'with-finance'
    case 'acknowledge':
      return state.status === 'closed' && state.closing === 'completed'
    case 'return':
      return isReturned(state)
    case 'record-payment':
      return isRecorded(state, command)
    case 'change-guarantee':
      return isChanged(state, command)
    case 'list-obligations':
      return state.status === 'closed' && state.closing === 'completed' && !isUnlisted(state)
    case 'release-terms':
      return state.status === 'drawing-up' && state.terms.digest === digestOf(command.terms)
    case 'reopen-terms':
    case 'not-printable':
      return state.status === 'settling-terms' && state.because === 'reopened'
    default:
      return false
  }
}

function hasSigned(state: ProposalState, { id, email, documentDigest }: Command & { type: 'sign' }): boolean {
  if (!('signatories' in state) || state.contract?.documentDigest !== documentDigest) return false
  return state.signatories.some(
    (signatory) =>
      signatory.id === id &&
      signatory.signed !== null &&
      signatory.person !== null &&
      samePerson(signatory.person.email, email),
  )
}

const stageCommands = new Set<CommandType>(['declare', 'decide-review', 'recuse', 'delegate'])

function refusalFor(state: ProposalState, command: Command): Decided {
  if (state.status === 'closed') return refuse(state.closing === 'lapsed' ? 'deadline-passed' : 'case-closed')
  return refuse(stageCommands.has(command.type) ? 'stage-closed' : 'not-now')
}
