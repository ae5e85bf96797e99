import type { Language } from '#workflows/language.ts'
import { DAY } from '#workflows/programme/duration.ts'
import { formatBothCalendars } from '#workflows/programme/jalali.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { reviewsOf } from '#workflows/proposal/told-reviews.ts'
import type { Mail } from '../adapters/mailer.ts'
import type { Message } from '../relay/errand.ts'
import { applicantWording } from './applicant-wording.ts'
import { cityWording } from './city-wording.ts'
import { isolated } from './isolated.ts'
import type { MailFacts, Wording } from './mail-facts.ts'
import { mailHtml } from './mail-html.ts'
import { mailText, subjectLine } from './mail-text.ts'
import { officeWording } from './office-wording.ts'

const wordings: Readonly<Record<Message, Wording>> = {
  ...applicantWording,
  ...cityWording,
  ...officeWording,
}

export interface MailRequest {
  readonly message: Message
  readonly to: string
  /** How the recipient is addressed. */
  readonly recipient: string
  readonly language: Language
  /** Absolute; null when the message has nothing to open. */
  readonly link: string | null
  readonly state: ProposalState
  /** The entry that caused the message. */
  readonly entry: Entry
  /** The case's ledger; only messages that tell reasons read it. */
  readonly entries: readonly Entry[]
  readonly programme: Programme
  readonly now: Date
}

/** One message of a case, in one language, as HTML and as text. */
export function composeMail(request: MailRequest): Mail {
  const facts = factsOf(request)
  const words = wordings[request.message][request.language](facts)
  return {
    to: request.to,
    subject: subjectLine(words, facts),
    html: mailHtml(words, facts, request.link),
    text: mailText(words, facts, request.link),
  }
}

function factsOf({ state, entry, programme, language, now, ...request }: MailRequest): MailFacts {
  const data: Partial<Record<string, unknown>> = entry.data
  const stageId = typeof data['stage'] === 'string' ? data['stage'] : 'stage' in state ? state.stage : ''
  const stage = programme.stages.find(({ id }) => id === stageId)
  const at = 'deadline' in state ? state.deadline.at : null
  return {
    language,
    recipient: isolated(request.recipient),
    reference: isolated(state.reference),
    title: isolated(state.title),
    organisation: isolated(state.applicant?.organisation ?? '—'),
    city: programme.city[language],
    colour: programme.branding.colour,
    stage: stage?.name[language] ?? '',
    round: 'round' in state ? state.round : 1,
    due: at === null ? null : formatBothCalendars(new Date(at), language, programme.timeZone),
    daysLeft: at === null ? null : daysUntil(at, now),
    reviews: toldReviews(request.entries, entry, stage),
    note: isolated(noteOf(entry, state)),
    contractNumber: isolated('contract' in state ? (state.contract?.number ?? '') : ''),
  }
}

/** What the reviewers of a closed stage said, those who asked for something first; by role, never by name. */
function toldReviews(
  entries: readonly Entry[],
  entry: Entry,
  stage: Programme['stages'][number] | undefined,
): MailFacts['reviews'] {
  if (entry.type !== 'StageClosed' || entry.data.outcome === 'approved' || stage === undefined) return []
  const order = { 'request-changes': 0, reject: 1, approve: 2 }
  return reviewsOf(entries, stage.id, entry.data.round)
    .toSorted((a, b) => order[a.decision] - order[b.decision])
    .filter(({ decision }) => decision !== 'approve')
    .map(({ seat, decision, reason }) => ({
      role: stage.seats.find(({ id }) => id === seat)?.holder.role ?? stage.name,
      decision,
      reason: isolated(reason),
    }))
}

/** Whole days from now until a time, begun days counted; null when it is past. */
function daysUntil(at: string, now: Date): number | null {
  const days = Math.ceil((new Date(at).getTime() - now.getTime()) / DAY)
  return days > 0 ? days : null
}

function noteOf(entry: Entry, { applicant }: ProposalState): string {
  switch (entry.type) {
    case 'PersonUnreachable':
      return entry.data.email ?? applicant?.email ?? '—'
    case 'SignatureRefused':
    case 'ContractReturned':
    case 'ProposalWithdrawn':
    case 'CaseClosed':
      return entry.data.reason
    default:
      return ''
  }
}
