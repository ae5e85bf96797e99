import { causeWords, criterionLines } from '#functions/shared/pages/cause-words.ts'
import { deadlineWords } from '#functions/shared/pages/deadline-words.ts'
import { isolated, quoted } from '#functions/shared/pages/isolated.ts'
import { lapseWords } from '#functions/shared/pages/lapse-words.ts'
import { givenUpWords } from '#functions/shared/pages/ledger-view.ts'
import { namesIn } from '#functions/shared/pages/signed-names.ts'
import { mayApplyAgain, toldReason } from '#functions/shared/pages/told-reason.ts'
import type { Mail } from '#functions/shared/ports/mailer.ts'
import { asToldFirst, traitsOf } from '#workflows/decision.ts'
import { askSignatories, awaitsStartup } from '#workflows/effects/awaited.ts'
import type { Message } from '#workflows/effects/effect.ts'
import { wasAskedBefore } from '#workflows/effects/effects-of.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { endsByNextAnswer } from '#workflows/proposal/foresee.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { opinionsOf } from '#workflows/proposal/rounds.ts'
import { isAwaited } from '#workflows/proposal/seat.ts'
import { becauseOf } from '#workflows/proposal/stage-closing.ts'
import type { Person, ProposalState } from '#workflows/proposal/state.ts'
import { answerLines } from './answer-lines.ts'
import { applicantWording } from './applicant-wording.ts'
import { cityWording } from './city-wording.ts'
import { holderChange } from './holder-change.ts'
import type { MailFacts, Wording } from './mail-facts.ts'
import { type MailParts, mailHtml } from './mail-html.ts'
import { mailText, subjectLine } from './mail-text.ts'
import { answers, automatic, greeting } from './mail-words.ts'
import { officeWording } from './office-wording.ts'
import { isBySilence, passedOnLines } from './passed-on.ts'
import { timeLeft } from './time-left.ts'
import { recusalOf, toldLines, whoDid } from './what-happened.ts'

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
  /** What the proposal said; only the copy of it reads it. */
  readonly revision?: Revision | undefined
  /** Names of the files that a scan withholds; only the message of them reads it. */
  readonly withheld?: readonly string[] | undefined
  readonly programme: Programme
  readonly now: Date
}

/** One message of a case, in one language, as HTML and as text. */
export function composeMail(request: MailRequest): Mail {
  const parts = partsOf(request)
  return {
    to: request.to,
    subject: subjectLine(parts.words, parts.facts),
    html: mailHtml(parts),
    text: mailText(parts),
  }
}

/** Offices are not greeted by name. */
const toOffices: ReadonlySet<Message> = new Set<Message>([
  ...(Object.keys(officeWording) as Message[]),
  'contract-delivered',
  'receipt-reminder',
  'receipt-link-reissued',
  'receipt-ended',
  'payments-overdue',
])

/** The messages to the office whose answer is its own; of others' it is only told. */
const askingOffice: ReadonlySet<Message> = new Set<Message>([
  'terms-to-settle',
  'terms-reminder',
  'signature-refused',
  'contract-returned',
])

/** Whether what is due is the reader's own answer, which counts also after its day: the applicant's ends with it. */
function asksReader(message: Message): boolean {
  return message in cityWording || askingOffice.has(message)
}

/** What a message says, before it is put into a form. */
export function partsOf(request: MailRequest): MailParts {
  const { message, language, link, programme } = request
  const facts = factsOf(request)
  return {
    words: wordings[wordedAs(request)][language](facts),
    facts,
    greeting: toOffices.has(message) ? null : greeting[language](facts.recipient),
    footer: message in officeWording ? automatic[language] : `${automatic[language]} ${answers[language]}`,
    link,
    programme,
  }
}

/** Whom no earlier version asked reads of this one as of a first: there is nothing that changed for them. */
function wordedAs(request: MailRequest): Message {
  const { message, to } = request
  return message === 'signature-requested-anew' && !wasAskedBefore(to, request)
    ? 'signature-requested'
    : message
}

function factsOf({ state, entry, programme, language, now, ...request }: MailRequest): MailFacts {
  const data: Partial<Record<string, unknown>> = entry.data
  const stageId = typeof data['stage'] === 'string' ? data['stage'] : 'stage' in state ? state.stage : ''
  const index = programme.stages.findIndex(({ id }) => id === stageId)
  const stage = programme.stages[index]
  // A recusal may end its stage; what is due after that is not of its mails.
  const isOver =
    entry.type === 'ReviewerRecused' &&
    !(state.status === 'in-review' && state.stage === stageId && state.round === entry.data.round)
  const at = 'deadline' in state && !isOver ? state.deadline.at : null
  return {
    language,
    recipient: quoted(request.recipient),
    reference: isolated(state.reference),
    title: quoted(state.title),
    organisation: quoted(state.applicant?.organisation ?? '—'),
    city: programme.city[language],
    stage: stage?.name[language] ?? '',
    nextStage: programme.stages[index + 1]?.name[language] ?? '',
    round: 'round' in state ? state.round : 1,
    due: at === null ? null : deadlineWords(at, language, programme.timeZone),
    timeLeft: timeLeft(state, { now, programme, language, asked: asksReader(request.message) }),
    awaited: awaitedOf(state, programme, language),
    reviews:
      request.message in applicantWording
        ? toldReviews(request.entries, entry, { programme, stage, language })
        : [],
    answers: request.revision === undefined ? [] : answerLines(request.revision, language),
    ...causeOf(request.entries, entry, { state, programme, language }),
    note:
      request.message === 'signature-requested-anew'
        ? changeIn(request.entries)
        : noteOf(request.entries, entry, { state, language }),
    standsIn: isBySilence(entry),
    endsStage: endsByNextAnswer(state, programme),
    awaitsStartup: awaitsStartup(state, programme),
    who: whoDid(request.entries, entry, { state, programme, language }),
    told: request.withheld?.map(quoted) ?? toldLines(entry, { state, programme, language }),
    change: holderChange(entry, request.entries, { programme, language }),
    passedOn: passedOnLines(request.entries, entry, { programme, language }),
    contractNumber: isolated('contract' in state ? (state.contract?.number ?? '') : ''),
  }
}

/** Names and roles of those for whom the case waits. */
function awaitedOf(state: ProposalState, programme: Programme, language: Language): string {
  const named = ({ name, role }: Person): string => `${name[language]} (${role[language]})`
  const separator = language === 'fa' ? '، ' : ', '
  switch (state.status) {
    case 'in-review':
      return state.seats
        .filter(isAwaited)
        .map(({ holder }) => named(holder))
        .join(separator)
    case 'signing':
      return askSignatories(state, programme)
        .map(({ person }) => named(person))
        .join(separator)
    case 'settling-terms':
      return programme.caseOffice.name[language]
    case 'with-finance':
      return programme.finance.office.name[language]
    case 'awaiting-revision':
      return quoted(state.applicant?.organisation ?? '')
    default:
      return ''
  }
}

/** What the reviewers of a closed stage said, those who asked for something first; by role, never by name. */
function toldReviews(
  entries: readonly Entry[],
  entry: Entry,
  { programme, stage, language }: { programme: Programme; stage: Stage | undefined; language: Language },
): MailFacts['reviews'] {
  if (entry.type !== 'StageClosed' || entry.data.outcome === 'approved' || stage === undefined) return []
  return opinionsOf(entries, entry.data, programme)
    .toSorted(asToldFirst)
    .filter(({ decision }) => !traitsOf[decision].isInFavour)
    .map(({ seat, decision, reasonCode, reason }) => {
      const told = toldReason(reasonCode, programme)
      return {
        role: stage.seats.find(({ id }) => id === seat)?.holder.role ?? stage.name,
        decision,
        coded: [told?.text, told?.forApplicant].flatMap((text) => text?.[language] ?? []),
        reason: quoted(reason),
      }
    })
}

/** Why a stage ended as it did, what a mean that was too low consists of, and whether the way is open to propose anew. */
function causeOf(
  entries: readonly Entry[],
  entry: Entry,
  { state, programme, language }: { state: ProposalState; programme: Programme; language: Language },
): Pick<MailFacts, 'cause' | 'mayApplyAgain'> {
  if (entry.type === 'DeadlinePassed' && entry.data.consequence === 'lapse') {
    return { cause: [lapseWords(state, programme)[language]], mayApplyAgain: true }
  }
  const taken = takenBack(entry)
  if (taken !== null) return { cause: [taken[language]], mayApplyAgain: true }
  if (entry.type !== 'StageClosed') return { cause: [], mayApplyAgain: true }
  const { round, outcome } = entry.data
  const because = becauseOf(entry.data, state.closedStages, programme)
  const reviews = opinionsOf(entries, entry.data, programme)
  const rejections = reviews.filter(({ decision }) => traitsOf[decision].isRejection)
  return {
    cause:
      because === null
        ? []
        : [
            causeWords({ outcome, round, because }, programme)[language],
            ...criterionLines(because, reviews, programme).map((line) => line[language]),
          ],
    mayApplyAgain: mayApplyAgain(
      rejections.map(({ reasonCode }) => reasonCode),
      programme,
    ),
  }
}

/** Why nobody's signature of a version counts any more; by whom it was refused is for the case office to know. */
function takenBack({ type, data }: Entry): Text | null {
  switch (type) {
    case 'TermsReopened':
      // What cannot be printed nobody took back; it has mails of its own.
      if (data.unprintable === true) return null
      return {
        fa: 'دبیرخانه این نسخه را پس گرفت تا مفاد آن را تغییر دهد.',
        en: 'The case office has taken this version back to change its terms.',
      }
    case 'SignatureRefused':
      return {
        fa: 'یکی از امضاکنندگان از امضای این نسخه خودداری کرد.',
        en: 'One of those who were to sign this version has refused to.',
      }
    case 'ContractReturned':
      return {
        fa: 'امور مالی این نسخه را برای اصلاح برگرداند.',
        en: 'Finance has returned this version to be corrected.',
      }
    default:
      return null
  }
}

/** What the case office said of the newest version of the contract: what was changed, and why. */
function changeIn(entries: readonly Entry[]): string {
  const released = entries.findLast(({ type }) => type === 'TermsReleased')
  return released?.type === 'TermsReleased' ? quoted(released.data.note) : ''
}

function noteOf(
  entries: readonly Entry[],
  entry: Entry,
  { state: { applicant }, language }: { readonly state: ProposalState; readonly language: Language },
): string {
  switch (entry.type) {
    case 'PersonUnreachable':
      // Checked when it was taken, and to be copied as it is.
      return isolated(entry.data.email ?? applicant?.email ?? '—')
    case 'WebhookGivenUp':
      return givenUpWords[entry.data.because][language]
    case 'ContractSigned':
      return entry.data.otherName === true ? quoted(namesIn(entry.personal) ?? '') : ''
    case 'QuorumEndangered':
      return quoted(recusalOf(entries, entry)?.data.reason ?? '')
    case 'GuaranteeChanged':
      return entry.data.note === '' ? '' : quoted(entry.data.note)
    case 'ReviewerRecused':
    case 'SignatureRefused':
    case 'ContractReturned':
    case 'TermsReopened':
    case 'ProposalWithdrawn':
    case 'CaseClosed':
    case 'SeatAssigned':
    case 'SignatoryReplaced':
    case 'HolderProposed':
    case 'HolderDeclined':
      return quoted(entry.data.reason)
    default:
      return ''
  }
}
