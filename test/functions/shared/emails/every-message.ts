import type { MailRequest } from '#functions/shared/emails/facts-of.ts'
import { personAt } from '#test/city/small-city.ts'
import { applicant, CasePlay, documents, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import type { Message } from '#workflows/effects/effect.ts'
import { messageTraits } from '#workflows/effects/message-traits.ts'
import type { LinkPlace } from '#workflows/links/place.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const day = 86_400_000
const unfit = 'The share <b>is too high</b>'

const begun = () => new CasePlay().begin()
const answered = (decision: 'approve' | 'request-changes' | 'reject') => {
  const play = begun().declareAll()
  return play.must(play.answer(0, decision))
}
const toSign = () => begun().approveAllStages().drawUp()
const refused = () => {
  const play = toSign()
  const { id, person } = play.as('signing').signatories[0] ?? {}
  return play.must({ type: 'refuse-to-sign', id: id ?? '', email: person?.email ?? '', reason: unfit })
}
const takenBack = () => {
  const play = toSign()
  play.must(play.signature(0))
  return play.must({ type: 'reopen-terms', by: 'office@kerman.example', reason: unfit })
}
const sealed = () => begun().approveAllStages().drawUp().signAll().seal()
const sentBack = () =>
  begun()
    .approveAllStages()
    .drawUp()
    .signAll()
    .must({ type: 'not-printable', letters: ['\u{10fffd}'] })
const submitted = () =>
  new CasePlay().must({ type: 'submit', reference, language: 'fa', documents: documents(1), applicant })
const vacated = () => {
  const play = begun()
  for (const reason of ['A cousin', 'A friend']) play.must({ type: 'recuse', ...play.seat(0), reason })
  return play
}
const passedOn = () =>
  begun()
    .pass(90 * day)
    .must({ type: 'expire' })
const late = () =>
  passedOn()
    .pass(90 * day)
    .must({ type: 'expire' })
const stillHeld = () =>
  late()
    .must({ type: 'escalate' })
    .pass(9 * day)
    .must({ type: 'tell-held' })
const overdue = () => {
  const play = new CasePlay().toFinance().must({
    type: 'acknowledge',
    note: '',
    schedule: [{ due: '2027-03-20', amount: 1_250_000_000 }],
    endsOn: '2028-03-19',
    guarantees: [{ place: 1, kind: 'bank_guarantee', expiresOn: '2027-03-10' }],
  })
  play.now = new Date('2027-04-04T06:00:00.000Z')
  return play.must({ type: 'tell-overdue' })
}
const extended = () =>
  overdue().must({
    type: 'change-guarantee',
    guarantee: 1,
    change: 'extended',
    expiresOn: '2028-06-20',
    on: '2027-04-03',
    document: '۱۲۳/الف',
    note: unfit,
  })
const signaturePassedOn = () => {
  const play = toSign()
  return play
    .must(play.signature(0))
    .pass(90 * day)
    .must({ type: 'expire' })
}

const anew = (target: LinkPlace): Command => ({
  type: 'resend-link',
  by: 'office@kerman.example',
  target,
  reason: unfit,
})

const handedOn = () => {
  const play = begun()
  return play.must({
    type: 'delegate',
    ...play.seat(0),
    to: personAt('colleague@kerman.example'),
    reason: unfit,
  })
}
const reassigned = (email: string): Command => ({
  type: 'reassign',
  by: 'z.rahimi@kerman.example',
  target: { seat: 'secretariat' },
  to: personAt(email),
  reason: unfit,
})
const proposed = () => begun().must(reassigned('expert@elsewhere.example'))

const replaced = () =>
  toSign().must({
    type: 'reassign',
    by: 'z.rahimi@kerman.example',
    target: { signatory: 'mayor' },
    to: personAt('vice@kerman.example'),
    reason: unfit,
  })

const otherwise = () => {
  const play = toSign()
  const { signatories, contract } = play.as('signing')
  const { id, person } = signatories[0] ?? { id: '', person: null }
  const evidence = { typedName: 'A Name', expectedName: 'Another Name', ip: '192.0.2.1', userAgent: 'test' }
  const { documentDigest } = contract
  return play.must({ type: 'sign', id, email: person?.email ?? '', documentDigest, evidence })
}
const stopped = () => {
  const play = toSign()
  const { id, person } = play.as('signing').signatories[0] ?? { id: '', person: null }
  return play.must({ type: 'stop-codes', id, email: person?.email ?? '', guesses: 20 })
}

/** For each message a case whose newest entry causes it. */
const everyMessage: Readonly<Record<Message, () => CasePlay>> = {
  'confirm-address': submitted,
  'case-begun': () => submitted().must({ type: 'confirm' }),
  'answers-copy': () => submitted().must({ type: 'confirm' }),
  'stage-approved': () => answered('approve'),
  'changes-requested': () => answered('request-changes'),
  'revision-reminder': () => answered('request-changes'),
  rejected: () => answered('reject'),
  lapsed: () =>
    answered('request-changes')
      .pass(90 * day)
      .must({ type: 'expire' }),
  'contract-signed': sealed,
  completed: () => new CasePlay().toFinance().must({ type: 'acknowledge', note: '' }),
  'closed-by-office': () => begun().must({ type: 'close', by: 'office@kerman.example', reason: unfit }),
  'track-link-reissued': () => begun().must(anew({ place: 'applicant' })),
  'review-link-reissued': () => begun().must(anew({ place: 'seat', stage: 'intake', seat: 'secretariat' })),
  'signature-link-reissued': () => toSign().must(anew({ place: 'signatory', id: 'startup' })),
  'receipt-link-reissued': () => new CasePlay().toFinance().must(anew({ place: 'finance' })),
  'review-requested': begun,
  'review-reminder': begun,
  'review-passed-on': passedOn,
  'review-handed-on': handedOn,
  'recusal-recorded': () => begun().must({ type: 'recuse', ...begun().seat(0), reason: unfit }),
  'review-taken': () => begun().must(reassigned('deputy@kerman.example')),
  'holder-changed': handedOn,
  'holder-proposed': proposed,
  'holder-declined': () => {
    const play = proposed()
    const proposal = play.as('in-review').proposals[0]?.sequence ?? 0
    return play.must({ type: 'decline-holder', by: 'office@kerman.example', proposal, reason: unfit })
  },
  'signature-to-come': replaced,
  'signature-taken': replaced,
  'signature-stopped': stopped,
  'codes-stopped': stopped,
  'name-differs': otherwise,
  'signature-requested': toSign,
  'signature-reminder': toSign,
  'signature-passed-on': signaturePassedOn,
  'signature-requested-anew': () => refused().settle(unfit).drawUp(),
  'terms-to-settle': () => begun().approveAllStages(),
  'terms-reminder': () => begun().approveAllStages(),
  'contract-delivered': () => new CasePlay().toFinance(),
  'receipt-reminder': () => new CasePlay().toFinance(),
  'quorum-endangered': vacated,
  overdue: late,
  'passed-on': passedOn,
  escalated: () => late().must({ type: 'escalate' }),
  unreachable: () =>
    begun().must({ type: 'mark-unreachable', email: 'someone@kerman.example', kind: 'bounce' }),
  'file-withheld': () => begun().must({ type: 'withhold-file', fileId: 'plan', verdict: 'threat' }),
  'case-lapsed': () =>
    answered('request-changes')
      .pass(90 * day)
      .must({ type: 'expire' }),
  withdrawn: () => begun().must({ type: 'withdraw', reason: unfit }),
  'signature-refused': refused,
  'contract-returned': () => new CasePlay().toFinance().must({ type: 'return', reason: unfit }),
  'webhook-given-up': () =>
    new CasePlay().toFinance().must({
      type: 'give-up-webhook',
      version: 1,
      host: 'erp.kerman.example',
      because: 'unanswered',
    }),
  'withdrawal-confirmed': () => begun().must({ type: 'withdraw', reason: unfit }),
  'case-waits': stillHeld,
  'review-ended': () => begun().must({ type: 'withdraw', reason: unfit }),
  'signature-ended': () => toSign().must({ type: 'close', by: 'office@kerman.example', reason: unfit }),
  'contract-complete': sealed,
  'signature-void': sentBack,
  'contract-redrawn': sentBack,
  'contract-taken-back': takenBack,
  'version-taken-back': () => new CasePlay().toFinance().must({ type: 'return', reason: unfit }),
  'review-not-needed': () => {
    const play = begun().approveStage().must({ type: 'open-stage' }).declareAll()
    return play.must(play.answer(0, 'request-changes'), play.answer(1, 'request-changes'))
  },
  'receipt-ended': () =>
    new CasePlay().toFinance().must({ type: 'close', by: 'office@kerman.example', reason: unfit }),
  'payments-overdue': overdue,
  'obligations-overdue': overdue,
  'guarantee-changed': extended,
  'guarantee-recorded': extended,
  'seat-vacated': () => {
    const play = begun()
      .approveStage()
      .must({ type: 'open-stage' })
      .approveStage()
      .must({ type: 'open-stage' })
    for (const reason of ['A cousin', unfit]) play.must({ type: 'recuse', ...play.seat(0), reason })
    return play
  },
  'places-empty': () => {
    const [seat] = kerman.stages[0]?.seats ?? []
    const play = submitted().must({ type: 'confirm' })
    for (const person of [seat?.holder, seat?.alternate]) {
      play.must({ type: 'mark-unreachable', email: person?.email ?? '', kind: 'bounce' })
    }
    return play.must({ type: 'open-stage' })
  },
  'still-held': stillHeld,
  'step-late': () => begun().approveStage().pass(day).must({ type: 'tell-late' }),
  'case-completed': () => new CasePlay().toFinance().must({ type: 'acknowledge', note: '' }),
}

/** What only says something. */
export const opensNothing = (message: Message): boolean => messageTraits[message].opens === 'nothing'

export const messages = Object.keys(everyMessage) as Message[]
export const link = `https://tasvib.kerman.example/review/${'Ab3_-'.repeat(8)}xyz`

/** The request for a message of such a case, told in a language. */
export function requestFor(
  message: Message,
  language: 'fa' | 'en',
  changes: Partial<Pick<ProposalState, 'title' | 'applicant'>> = {},
): MailRequest {
  const { state, entries, programme, now } = everyMessage[message]()
  const entry =
    message === 'passed-on' ? entries.findLast(({ type }) => type === 'DeadlinePassed') : entries.at(-1)
  if (state === null || entry === undefined) throw new Error('Nothing was recorded')
  return {
    message,
    language,
    // Anew is asked who was asked before.
    to: message === 'signature-requested-anew' ? applicant.email : 'someone@kerman.example',
    recipient: 'Sara Karimi',
    link: opensNothing(message) ? null : link,
    state: { ...state, ...changes },
    entry,
    entries,
    programme,
    now,
  }
}
