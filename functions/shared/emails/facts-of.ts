import { deadlineWords } from '#functions/shared/pages/deadline-words.ts'
import { isolated, quoted } from '#functions/shared/pages/isolated.ts'
import { givenUpWords } from '#functions/shared/pages/ledger-view.ts'
import { namesIn } from '#functions/shared/pages/signed-names.ts'
import { askSignatories, awaitsStartup } from '#workflows/effects/awaited.ts'
import type { Message } from '#workflows/effects/effect.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { endsByNextAnswer } from '#workflows/proposal/foresee.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { isAwaited } from '#workflows/proposal/seat.ts'
import type { Person, ProposalState } from '#workflows/proposal/state.ts'
import { answerLines } from './answer-lines.ts'
import { applicantWording } from './applicant-wording.ts'
import { cityWording } from './city-wording.ts'
import { holderChange } from './holder-change.ts'
import type { MailFacts } from './mail-facts.ts'
import { isBySilence, passedOnLines } from './passed-on.ts'
import { timeLeft } from './time-left.ts'
import { causeOf, toldReviews } from './told-causes.ts'
import { recusalOf, toldLines, whoDid } from './what-happened.ts'

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

/** What a message may speak of, from its case. */
export function factsOf({ state, entry, programme, language, now, ...request }: MailRequest): MailFacts {
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
