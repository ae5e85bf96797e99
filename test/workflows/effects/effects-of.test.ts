import { describe, expect, it } from 'vitest'
import { personAt, smallCity, stageWith } from '#test/city/small-city.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { applicant, CasePlay, documents, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { effectName } from '#workflows/effects/effect.ts'
import { effectsOf } from '#workflows/effects/effects-of.ts'
import type { LinkPlace } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { nextDue } from '#workflows/proposal/decide-time.ts'
import { type EntryType, entryTypes } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'

const day = 86_400_000
const office = kerman.caseOffice.members[0]?.email ?? ''
const newcomer = {
  name: { fa: 'پری ملک', en: 'Pari Malek' },
  role: { fa: 'کارشناس', en: 'Expert' },
  email: 'pari@kerman.example',
}

/** Everything that the whole ledger causes now, as `Type: effect`. */
function effects(play: CasePlay): string[] {
  if (play.state === null) return []
  return effectsOf(play.entries, play.state, play.programme).map(
    ({ entry, effect }) => `${entry.type}: ${effectName(effect)}`,
  )
}

/** What the newest entries cause, those of the last command. */
function newest(play: CasePlay, ...commands: readonly Command[]): string[] {
  let length = 0
  for (const command of commands) {
    length = play.entries.length
    play.must(command)
  }
  const { state, entries, programme } = play
  if (state === null) return []
  return effectsOf(entries, state, programme)
    .filter(({ entry }) => entry.sequence > length)
    .map(({ entry, effect }) => `${entry.type}: ${effectName(effect)}`)
}

const submit: Command = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant }

/** Lets the clock do what is due next. */
function whenDue(play: CasePlay): string[] {
  const due = play.state === null ? null : nextDue(play.state, play.programme, play.now)
  if (due === null || play.state === null || !('deadline' in play.state)) throw new Error('Nothing is due')
  const { passed } = play.state.deadline
  const at = silenceOf(play.state.deadline)
  play.now = new Date(due)
  return newest(play, { type: passed ? 'escalate' : due === at ? 'expire' : 'remind' })
}

const replace = (signatory: string): Command => ({
  type: 'reassign',
  by: office,
  target: { signatory },
  to: newcomer,
  reason: 'Left the office',
})

/** What the office is told when a stage with these seats opens. */
function toldAtOpening(...seats: [string][]): string[] {
  const stages = [stageWith('first', [['a@city.example']]), stageWith('second', seats)]
  const play = new CasePlay(smallCity({ stages })).begin().approveStage()
  return newest(play, { type: 'open-stage' }).filter((effect) => effect.includes('mail-office'))
}

/** The second version of a contract, which the city is to sign. */
const secondVersion = () => {
  const play = new CasePlay().begin().approveAllStages().drawUp().must({
    type: 'reopen-terms',
    by: office,
    reason: 'The share changes',
  })
  play.settle('The share is now 10%').drawUp()
  return play.must(play.signature(0))
}

/** Who is told what of a version that somebody refuses to sign. */
const refuse = (play: CasePlay, index: number): string[] => {
  const { id, person } = play.as('signing').signatories[index] ?? {}
  const by = { id: id ?? '', email: person?.email ?? '' }
  return newest(play, { type: 'refuse-to-sign', ...by, reason: 'The share is too high' }).filter(
    (effect) => effect.endsWith('mail-applicant:contract-taken-back') || effect.includes('version-'),
  )
}

const isOf =
  (message: string) =>
  (effect: string): boolean =>
    effect.includes(message)

/** Which reviewers are told what once a stage of three has the opinions that it needs. */
const decided = (decision: 'approve' | 'request-changes'): string[] => {
  const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).declareAll()
  const { length } = play.entries
  for (let index = 0; play.state?.status === 'in-review'; index += 1) play.must(play.answer(index, decision))
  return effectsAfter(play, length).filter((effect) => effect.includes('mail-reviewer'))
}

/** A contract whose last signature was given to somebody else before its turn came. */
const given = () => new CasePlay().begin().approveAllStages().drawUp().must(replace('mayor'))

describe('what the entries of a whole case cause, when each is recorded', () => {
  it('is the confirmation, the start, a request to each seat, and nothing for what only they did', () => {
    const play = new CasePlay()
    expect(newest(play, submit)).toEqual(['ProposalSubmitted: mail-applicant:confirm-address'])
    expect(newest(play, { type: 'confirm' })).toEqual([
      'AddressConfirmed: workflow',
      'AddressConfirmed: mail-applicant:case-begun',
      'AddressConfirmed: mail-applicant:answers-copy',
    ])
    expect(newest(play, { type: 'open-stage' })).toEqual([
      'StageOpened: mail-reviewer:review-requested:secretariat',
    ])
    expect(newest(play, { type: 'declare', ...play.seat(0) })).toEqual([])
    expect(newest(play, play.answer(0, 'approve'))).toEqual([
      'StageClosed: workflow',
      'StageClosed: mail-applicant:stage-approved',
    ])
    expect(newest(play, { type: 'open-stage' })).toEqual(
      ['research-head', 'research-urban', 'research-innovation'].map(
        (seat) => `StageOpened: mail-reviewer:review-requested:${seat}`,
      ),
    )
  })

  it('is the request for changes, and only the next step when the revision arrives', () => {
    const play = new CasePlay().begin().declareAll()
    expect(newest(play, play.answer(0, 'request-changes'))).toEqual([
      'StageClosed: workflow',
      'StageClosed: mail-applicant:changes-requested',
    ])
    expect(whenDue(play)).toEqual(['Reminded: mail-applicant:revision-reminder'])
    expect(newest(play, { type: 'revise', documents: documents(2), applicant })).toEqual([
      'ProposalRevised: workflow',
    ])
  })

  it('is the news of the end, when a stage rejects, the applicant withdraws or the case office closes', () => {
    const rejected = new CasePlay().begin().declareAll()
    expect(newest(rejected, rejected.answer(0, 'reject'))).toEqual([
      'StageClosed: workflow',
      'StageClosed: mail-applicant:rejected',
    ])
    expect(newest(new CasePlay().begin(), { type: 'withdraw', reason: '' })).toEqual([
      'ProposalWithdrawn: workflow',
      'ProposalWithdrawn: mail-applicant:withdrawal-confirmed',
      'ProposalWithdrawn: mail-office:withdrawn',
      'ProposalWithdrawn: mail-reviewer:review-ended:secretariat',
    ])
    expect(newest(new CasePlay().begin(), { type: 'close', by: office, reason: 'A duplicate' })).toEqual([
      'CaseClosed: workflow',
      'CaseClosed: mail-applicant:closed-by-office',
      'CaseClosed: mail-reviewer:review-ended:secretariat',
    ])
  })

  it('tells nobody of a case whose address was never confirmed, not even that address anything but to confirm', () => {
    const unreachable: Command = { type: 'mark-unreachable', email: applicant.email, kind: 'bounce' }
    const play = new CasePlay().must(submit)
    expect(newest(play, unreachable)).toEqual([])
    play.pass(60 * day).must({ type: 'expire' })
    expect(effects(play)).toEqual(['DeadlinePassed: workflow'])
    const closed = new CasePlay().must(submit)
    expect(newest(closed, { type: 'close', by: office, reason: 'A duplicate' })).toEqual([
      'CaseClosed: workflow',
    ])
    const withdrawn = new CasePlay().must(submit, { type: 'withdraw', reason: '' })
    expect(effects(withdrawn)).toEqual(['ProposalWithdrawn: workflow'])
  })

  it('is a reminder to each seat that has not answered, and word to the case office when time has run out', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).declareAll()
    play.must(play.answer(1, 'approve'))
    expect(whenDue(play)).toEqual([
      'Reminded: mail-reviewer:review-reminder:research-head',
      'Reminded: mail-reviewer:review-reminder:research-innovation',
    ])
    expect(whenDue(play)).toHaveLength(2)
    expect(whenDue(play)).toEqual(['DeadlinePassed: mail-office:overdue'])
    expect(whenDue(play)).toEqual(['Escalated: mail-office:escalated'])
    const until = new Date(play.now.getTime() + 9 * day).toISOString()
    expect(newest(play, { type: 'extend', by: office, until, reason: 'Nowruz' })).toEqual([
      'DeadlineExtended: mail-reviewer:review-reminder:research-head',
      'DeadlineExtended: mail-reviewer:review-reminder:research-innovation',
    ])
  })

  it('is word to the alternate, to whom silence took it from, and once to the case office', () => {
    const play = new CasePlay().begin()
    whenDue(play)
    expect(whenDue(play)).toEqual([
      'DeadlinePassed: mail-office:passed-on',
      'SeatAssigned: mail-reviewer:review-requested:secretariat',
      'SeatAssigned: mail-reviewer:review-passed-on:secretariat',
    ])
    whenDue(play)
    expect(whenDue(play)).toEqual(['DeadlinePassed: mail-office:overdue'])
    const contract = new CasePlay().begin().approveAllStages().drawUp()
    contract.must(contract.signature(0))
    for (const _ of kerman.signing.reminders) whenDue(contract)
    expect(whenDue(contract)).toEqual([
      'DeadlinePassed: mail-office:passed-on',
      'SignatoryReplaced: mail-signatory:signature-requested:organization-head',
      'SignatoryReplaced: mail-signatory:signature-passed-on:organization-head',
    ])
  })

  it('reminds whoever keeps a seat for want of an alternate of the new deadline', () => {
    const [first, ...others] = kerman.stages[2]?.seats ?? []
    if (first === undefined) throw new Error('The committee has seats')
    const { id, holder } = first
    const stages = kerman.stages.map((stage, index) =>
      index === 2 ? { ...stage, seats: [{ id, holder }, ...others] } : stage,
    )
    const play = new CasePlay({ ...kerman, stages }).begin()
    for (let stage = 0; stage < 2; stage += 1) play.approveStage().must({ type: 'open-stage' })
    for (const _ of kerman.stages[2]?.reminders ?? []) whenDue(play)
    expect(whenDue(play).filter((effect) => effect.startsWith('DeadlinePassed'))).toEqual([
      'DeadlinePassed: mail-office:passed-on',
      `DeadlinePassed: mail-reviewer:review-reminder:${id}`,
    ])
  })

  it('tells nobody that it passed on who has it back', () => {
    const play = new CasePlay().begin()
    const { seat, email } = play.seat(0)
    const holder = kerman.stages[0]?.seats[0]?.holder ?? newcomer
    whenDue(play)
    whenDue(play)
    expect(holder.email).toBe(email)
    play.must({ type: 'reassign', by: office, target: { seat }, to: holder, reason: 'Back' })
    expect(effects(play).filter((effect) => effect.includes('passed-on:'))).toEqual([])
  })

  it('is a request to whoever gets a seat, and a warning when nobody can', () => {
    const play = new CasePlay().begin()
    expect(newest(play, { type: 'recuse', ...play.seat(0), reason: 'A cousin' })).toEqual([
      'ReviewerRecused: mail-reviewer:recusal-recorded:secretariat',
      'SeatAssigned: mail-reviewer:review-requested:secretariat',
      'SeatAssigned: mail-office:holder-changed',
    ])
    expect(newest(play, { type: 'recuse', ...play.seat(0), reason: 'A friend' })).toEqual([
      'ReviewerRecused: mail-reviewer:recusal-recorded:secretariat',
      'QuorumEndangered: mail-office:quorum-endangered',
    ])
    const reassign: Command = {
      type: 'reassign',
      by: office,
      target: { seat: 'secretariat' },
      to: newcomer,
      reason: 'Vacant',
    }
    expect(newest(play, reassign)).toEqual([
      'SeatAssigned: mail-reviewer:review-requested:secretariat',
      'SeatAssigned: mail-office:holder-changed',
    ])
    expect(newest(play, { type: 'mark-unreachable', email: newcomer.email, kind: 'complaint' })).toEqual([
      'PersonUnreachable: mail-office:unreachable',
    ])
  })

  it('warns once of a stage that opens with places that nobody can take, by the quorum where that is lost', () => {
    // Who applied holds no seat.
    expect(toldAtOpening([applicant.email])).toEqual(['QuorumEndangered: mail-office:quorum-endangered'])
    expect(toldAtOpening(['b@city.example'])).toEqual([])
  })

  it('tells whoever passed a seat on or lost it, whoever has it now, and the office', () => {
    const play = new CasePlay().begin()
    expect(newest(play, { type: 'delegate', ...play.seat(0), to: newcomer, reason: 'On leave' })).toEqual([
      'SeatAssigned: mail-reviewer:review-requested:secretariat',
      'SeatAssigned: mail-reviewer:review-handed-on:secretariat',
      'SeatAssigned: mail-office:holder-changed',
    ])
    const reassign = {
      type: 'reassign',
      by: office,
      target: { seat: 'secretariat' },
      reason: 'Away',
    } as const
    expect(newest(play, { ...reassign, to: personAt('other@kerman.example') })).toEqual([
      'SeatAssigned: mail-reviewer:review-requested:secretariat',
      'SeatAssigned: mail-reviewer:review-taken:secretariat',
      'SeatAssigned: mail-office:holder-changed',
    ])
    expect(newest(play, { ...reassign, to: personAt('expert@elsewhere.example') })).toEqual([
      'HolderProposed: mail-office:holder-proposed',
    ])
    const [{ sequence: proposal } = { sequence: 0 }] = play.as('in-review').proposals
    expect(newest(play, { type: 'decline-holder', by: office, proposal, reason: 'Unknown to us' })).toEqual([
      'HolderDeclined: mail-office:holder-declined',
    ])
  })

  it('is each signature in its turn, the sealed contract to finance, and the end of the case', () => {
    const play = new CasePlay().begin().approveAllStages().settle()
    const drawnUp = play.entries.length
    play.drawUp()
    expect(effectsAfter(play, drawnUp)).toEqual([
      'ContractDrawnUp: mail-signatory:signature-requested:startup',
    ])
    expect(newest(play, play.signature(0))).toEqual([
      'ContractSigned: workflow',
      'ContractSigned: mail-signatory:signature-requested:organization-head',
    ])
    expect(newest(play, play.signature(1))).toEqual([
      'ContractSigned: workflow',
      'ContractSigned: mail-signatory:signature-requested:mayor',
    ])
    expect(newest(play, play.signature(2))).toEqual(['ContractSigned: workflow'])
    const signed = play.entries.length
    play.seal()
    expect(effectsAfter(play, signed)).toEqual([
      'ContractSealed: event:ContractSealed',
      'ContractSealed: mail-applicant:contract-signed',
      'ContractSealed: mail-signatory:contract-complete:organization-head',
      'ContractSealed: mail-signatory:contract-complete:mayor',
    ])
    expect(newest(play, { type: 'deliver' })).toEqual([
      'ContractDelivered: event:ContractDelivered',
      'ContractDelivered: mail-finance:contract-delivered',
    ])
    expect(whenDue(play)).toEqual(['Reminded: mail-finance:receipt-reminder'])
    expect(newest(play, { type: 'acknowledge', note: '' })).toEqual([
      'ReceiptAcknowledged: workflow',
      'ReceiptAcknowledged: event:ReceiptAcknowledged',
      'ReceiptAcknowledged: mail-applicant:completed',
      'ReceiptAcknowledged: mail-office:case-completed',
    ])
  })

  it('asks the case office for the terms once the last stage approved, and reminds it', () => {
    const play = new CasePlay().begin().approveAllStages()
    const closing = play.entries.length - 1
    expect(effectsAfter(play, closing)).toEqual([
      'StageClosed: workflow',
      'StageClosed: mail-applicant:stage-approved',
      'StageClosed: mail-office:terms-to-settle',
      'StageClosed: mail-reviewer:review-not-needed:board-urban',
    ])
    expect(whenDue(play)).toEqual(['Reminded: mail-office:terms-reminder'])
    expect(whenDue(play)).toEqual(['DeadlinePassed: mail-office:overdue'])
    expect(whenDue(play)).toEqual(['Escalated: mail-office:escalated'])
    const terms = exampleTerms()
    expect(newest(play, { type: 'amend-terms', by: office, terms })).toEqual([])
    expect(newest(play, recordOf())).toEqual([])
    expect(newest(play, { type: 'release-terms', by: office, terms, note: '' })).toEqual([
      'TermsReleased: workflow',
    ])
  })

  it('asks everyone anew for a contract that was taken back, with what changed', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    play.must(play.signature(0))
    expect(newest(play, { type: 'reopen-terms', by: office, reason: 'The share changes' })).toEqual([
      'TermsReopened: workflow',
      'TermsReopened: mail-applicant:contract-taken-back',
      'TermsReopened: mail-signatory:version-taken-back:organization-head',
    ])
    const before = play.settle('The share is now 10%').entries.length
    expect(effectsAfter(play.drawUp(), before)).toEqual([
      'ContractDrawnUp: mail-signatory:signature-requested-anew:startup',
    ])
    expect(newest(play, play.signature(0))).toEqual([
      'ContractSigned: workflow',
      'ContractSigned: mail-signatory:signature-requested-anew:organization-head',
    ])
  })

  it('asks whoever takes over a signature of a later version as one who takes over, not for what changed', () => {
    expect(newest(secondVersion(), replace('organization-head'))).toContain(
      'SignatoryReplaced: mail-signatory:signature-requested:organization-head',
    )
    const play = secondVersion()
    const email = play.as('signing').signatories[1]?.person?.email ?? ''
    expect(newest(play, { type: 'mark-unreachable', email, kind: 'bounce' })).toContain(
      'SignatoryReplaced: mail-signatory:signature-requested:organization-head',
    )
  })

  it('tells all who signed, and the startup, that what cannot be printed is drawn up anew', () => {
    const letters = ['\u{10fffd}']
    const play = new CasePlay().begin().approveAllStages().drawUp().signAll()
    const before = play.entries.length
    play.must({ type: 'not-printable', letters })
    expect(effectsAfter(play, before)).toEqual([
      'TermsReopened: workflow',
      'TermsReopened: mail-office:terms-to-settle',
      'TermsReopened: mail-applicant:contract-redrawn',
      'TermsReopened: mail-signatory:signature-void:organization-head',
      'TermsReopened: mail-signatory:signature-void:mayor',
    ])
    // Before it is out for signature nobody has signed.
    const early = new CasePlay().begin().approveAllStages().settle('')
    expect(newest(early, { type: 'not-printable', letters })).toEqual([
      'TermsReopened: workflow',
      'TermsReopened: mail-office:terms-to-settle',
    ])
  })

  it('is word to the case office of a refusal and of a return, and the next step when it has corrected', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    const { id, person } = play.as('signing').signatories[0] ?? {}
    const refusal: Command = {
      type: 'refuse-to-sign',
      id: id ?? '',
      email: person?.email ?? '',
      reason: 'The share is too high',
    }
    expect(newest(play, refusal)).toEqual([
      'SignatureRefused: workflow',
      'SignatureRefused: mail-office:signature-refused',
    ])
    expect(
      newest(play, { type: 'release-terms', by: office, terms: exampleTerms(), note: 'Talked' }),
    ).toEqual(['TermsReleased: workflow'])
    const returned = new CasePlay().toFinance()
    expect(newest(returned, { type: 'return', reason: 'Wrong account' })).toEqual([
      'ContractReturned: workflow',
      'ContractReturned: mail-office:contract-returned',
      'ContractReturned: mail-applicant:contract-taken-back',
      'ContractReturned: mail-signatory:version-taken-back:organization-head',
      'ContractReturned: mail-signatory:version-taken-back:mayor',
    ])
  })

  it('is word of a refusal to the startup and to whoever signed or was asked, but not to who refused', () => {
    const second = new CasePlay().begin().approveAllStages().drawUp()
    expect(refuse(second.must(second.signature(0)), 1)).toEqual([
      'SignatureRefused: mail-applicant:contract-taken-back',
    ])
    const third = new CasePlay().begin().approveAllStages().drawUp()
    third.must(third.signature(0))
    expect(refuse(third.must(third.signature(1)), 2)).toEqual([
      'SignatureRefused: mail-applicant:contract-taken-back',
      'SignatureRefused: mail-signatory:version-taken-back:organization-head',
    ])
    // Everybody's turn is at once: those who were asked hear of it though they have not signed.
    const atOnce = new CasePlay(unordered(false)).begin().approveAllStages().drawUp()
    const startup = atOnce.as('signing').signatories.findIndex(({ id }) => id === 'startup')
    expect(refuse(atOnce, startup)).toEqual([
      'SignatureRefused: mail-signatory:version-taken-back:organization-head',
      'SignatureRefused: mail-signatory:version-taken-back:mayor',
    ])
  })

  it('is word that a version is void, or the case closed, also to whom its signature was given for later', () => {
    expect(newest(given(), { type: 'reopen-terms', by: office, reason: 'The share changes' })).toEqual([
      'TermsReopened: workflow',
      'TermsReopened: mail-applicant:contract-taken-back',
      'TermsReopened: mail-signatory:version-taken-back:mayor',
    ])
    expect(newest(given(), { type: 'close', by: office, reason: 'A duplicate' })).toContain(
      'CaseClosed: mail-signatory:signature-ended:mayor',
    )
  })

  it('is word of the closing to everybody who was told before that a version is void', () => {
    // All were asked at once and nobody had signed; the startup hears of it as the applicant.
    const play = new CasePlay(unordered(false)).begin().approveAllStages().drawUp()
    const reopened = newest(play, { type: 'reopen-terms', by: office, reason: 'The share changes' })
    const told = reopened.filter(isOf('version-taken-back'))
    expect(told).toHaveLength(2)
    for (const end of [
      { type: 'close', by: office, reason: 'A duplicate' },
      { type: 'withdraw', reason: 'We changed our mind' },
    ] as const) {
      const closed = newest(play.copy(), end).filter(isOf('signature-ended'))
      expect(closed.map((effect) => effect.split(':').at(-1))).toEqual(
        told.map((effect) => effect.split(':').at(-1)),
      )
    }
  })

  it('is word to those who were still awaited when their stage closed, whatever its outcome', () => {
    for (const decision of ['approve', 'request-changes'] as const) {
      expect(decided(decision), decision).toEqual([
        'StageClosed: mail-reviewer:review-not-needed:research-innovation',
      ])
    }
  })

  it('is a warning to the office and to the signatory once too many codes were wrong', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    const { id, person } = play.as('signing').signatories[0] ?? {}
    const stop = { type: 'stop-codes', id: id ?? '', email: person?.email ?? '', guesses: 20 } as const
    expect(newest(play, stop)).toEqual([
      'SigningCodesStopped: mail-signatory:signature-stopped:startup',
      'SigningCodesStopped: mail-office:codes-stopped',
    ])
  })

  it('is a request to a new signatory at once in their turn, and later when it is not', () => {
    const inTurn = new CasePlay().begin().approveAllStages().drawUp()
    inTurn.must(inTurn.signature(0))
    expect(newest(inTurn, replace('organization-head'))).toEqual([
      'SignatoryReplaced: mail-signatory:signature-requested:organization-head',
      'SignatoryReplaced: mail-signatory:signature-taken:organization-head',
      'SignatoryReplaced: mail-office:holder-changed',
    ])
    const later = new CasePlay().begin().approveAllStages().drawUp()
    expect(newest(later, replace('mayor'))).toEqual([
      'SignatoryReplaced: mail-signatory:signature-to-come:mayor',
      'SignatoryReplaced: mail-signatory:signature-taken:mayor',
      'SignatoryReplaced: mail-office:holder-changed',
    ])
    later.must(later.signature(0))
    expect(newest(later, later.signature(1))).toContain(
      'ContractSigned: mail-signatory:signature-requested:mayor',
    )
  })
})

const unordered = (startupFirst: boolean): Programme => ({
  ...kerman,
  signing: { ...kerman.signing, inOrder: false, startupFirst },
})

describe('signatures that need no order', () => {
  it('are asked for all at once', () => {
    const play = new CasePlay(unordered(false)).begin().approveAllStages().settle()
    const length = play.entries.length
    play.drawUp()
    expect(effectsAfter(play, length)).toHaveLength(3)
    expect(newest(play, play.signature(2))).toEqual(['ContractSigned: workflow'])
  })

  it('come all after the startup where it signs first', () => {
    const play = new CasePlay(unordered(true)).begin().approveAllStages().settle()
    const length = play.entries.length
    play.drawUp()
    expect(effectsAfter(play, length)).toEqual([
      'ContractDrawnUp: mail-signatory:signature-requested:startup',
    ])
    expect(newest(play, play.signature(0))).toEqual([
      'ContractSigned: workflow',
      'ContractSigned: mail-signatory:signature-requested:organization-head',
      'ContractSigned: mail-signatory:signature-requested:mayor',
    ])
    expect(newest(play, play.signature(2))).toEqual(['ContractSigned: workflow'])
  })
})

const anew = (target: LinkPlace): Command => ({
  type: 'resend-link',
  by: office,
  target,
  reason: 'It was lost',
})

describe('a link that is sent anew', () => {
  it('is mailed to that place alone, also to a reviewer who has decided', () => {
    const review = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).declareAll()
    const { stage, seat } = review.must(review.answer(0, 'approve')).seat(0)
    expect(newest(review, anew({ place: 'seat', stage, seat }))).toEqual([
      `LinkReissued: mail-reviewer:review-link-reissued:${seat}`,
    ])
    expect(newest(review, anew({ place: 'applicant' }))).toEqual([
      'LinkReissued: mail-applicant:track-link-reissued',
    ])
    const signing = new CasePlay().begin().approveAllStages().drawUp()
    expect(newest(signing, anew({ place: 'signatory', id: 'startup' }))).toEqual([
      'LinkReissued: mail-signatory:signature-link-reissued:startup',
    ])
    expect(newest(new CasePlay().toFinance(), anew({ place: 'finance' }))).toEqual([
      'LinkReissued: mail-finance:receipt-link-reissued',
    ])
  })

  it('asks an applicant who has not confirmed the address to confirm it', () => {
    const play = new CasePlay().must({
      type: 'submit',
      reference,
      language: 'fa',
      documents: documents(1),
      applicant,
    })
    expect(newest(play, anew({ place: 'applicant' }))).toEqual([
      'LinkReissued: mail-applicant:confirm-address',
    ])
  })
})

describe('what a ledger still causes later', () => {
  it('never grows: no entry asks anybody whom it did not ask when it was recorded', () => {
    for (const play of branches()) {
      const asked = new Set<string>()
      const whole = play.entries
      for (let length = 1; length <= whole.length; length += 1) {
        const part = replayed(play, length)
        for (const effect of namesBySequence(part)) {
          const isNew = Number(effect.split(' ', 1)[0]) === length
          expect(asked.has(effect) || isNew, `${effect} after entry ${length}`).toBe(true)
          asked.add(effect)
        }
      }
    }
  })

  it('asks nobody whose stage has closed, whose seat was given away, or whose turn is over', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' })
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A cousin' })
    expect(effects(play).filter((effect) => effect.includes('review-requested'))).toEqual([
      'StageOpened: mail-reviewer:review-requested:research-urban',
      'StageOpened: mail-reviewer:review-requested:research-innovation',
    ])
    const done = new CasePlay().toFinance().must({ type: 'acknowledge', note: '' })
    // What is over is told in any case.
    const asking = /review-(?!not-needed)|signature|mail-finance|confirm/
    expect(effects(done).filter((effect) => asking.test(effect))).toEqual([])
  })

  it('has a name of its own for each effect of an entry, and covers every type of entry', () => {
    const types = new Set<EntryType>()
    for (const play of branches()) {
      for (const { type } of play.entries) types.add(type)
      for (let length = 1; length <= play.entries.length; length += 1) {
        const names = namesBySequence(replayed(play, length))
        expect(new Set(names).size).toBe(names.length)
      }
    }
    expect([...types].toSorted()).toEqual(entryTypes.toSorted())
  })
})

function effectsAfter(play: CasePlay, length: number): string[] {
  const { state, entries, programme } = play
  if (state === null) return []
  return effectsOf(entries, state, programme)
    .filter(({ entry }) => entry.sequence > length)
    .map(({ entry, effect }) => `${entry.type}: ${effectName(effect)}`)
}

function namesBySequence(play: CasePlay): string[] {
  if (play.state === null) return []
  return effectsOf(play.entries, play.state, play.programme).map(
    ({ entry, effect }) => `${entry.sequence} ${effectName(effect)}`,
  )
}

/** The case as it was after so many entries. */
function replayed(play: CasePlay, length: number): CasePlay {
  const part = new CasePlay(play.programme)
  part.entries = play.entries.slice(0, length)
  part.state = replay(part.entries)
  return part
}

/** Cases that together meet every type of entry. */
function branches(): readonly CasePlay[] {
  const long = new CasePlay().begin().declareAll()
  whenDue(long)
  long.must(long.answer(0, 'request-changes'))
  whenDue(long)
  long.must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
  long.must({ type: 'recuse', ...long.seat(0), reason: 'A cousin' })
  const { email } = long.seat(0)
  long.must({ type: 'mark-unreachable', email, kind: 'bounce' }, { type: 'mark-reachable', email })
  long.must({ type: 'withhold-file', fileId: 'plan', verdict: 'unchecked' })
  const reason = 'Knows it best'
  const outside = personAt('expert@elsewhere.example')
  long.must({ type: 'reassign', by: office, target: { seat: 'secretariat' }, to: outside, reason })
  const [{ sequence: proposal } = { sequence: 0 }] = long.as('in-review').proposals
  long.must({ type: 'decline-holder', by: office, proposal, reason })
  long.must({ type: 'recuse', ...long.seat(0), reason: 'A friend' })
  const target = { seat: 'secretariat' }
  long.must({ type: 'reassign', by: office, target, to: newcomer, reason: 'Vacant' })
  const place = { place: 'seat', stage: 'intake', seat: 'secretariat' } as const
  long.must({ type: 'resend-link', by: office, target: place, reason: 'It was lost' }).approveStage()
  long.must({ type: 'open-stage' }).declareAll()
  long.must(long.answer(0, 'approve'))
  whenDue(long)
  whenDue(long)
  whenDue(long)
  whenDue(long)
  long.pass(9 * day).must({ type: 'tell-held' })
  const until = new Date(long.now.getTime() + 9 * day).toISOString()
  long.must({ type: 'extend', by: office, until, reason: 'Nowruz' }).approveStage()
  for (let stages = 0; stages < 2; stages += 1) long.must({ type: 'open-stage' }).approveStage()
  long.must(recordOf()).drawUp()
  whenDue(long)
  const to = { ...newcomer, email: 'deputy@kerman.example' }
  long.must({ type: 'reassign', by: office, target: { signatory: 'mayor' }, to, reason: 'Away' })
  long.must(long.signature(0))
  const { id, person } = long.as('signing').signatories[1] ?? {}
  long.must({ type: 'stop-codes', id: id ?? '', email: person?.email ?? '', guesses: 20 })
  long.must({ type: 'reopen-terms', by: office, reason: 'The share changes' }).settle('Changed').drawUp()
  long.must(long.signature(0))
  long.must({ type: 'refuse-to-sign', id: id ?? '', email: person?.email ?? '', reason: 'Too high' })
  long.settle('Talked').drawUp()
  long.signAll().seal().must({ type: 'deliver' })
  whenDue(long)
  long.must({ type: 'return', reason: 'Wrong account' })
  long.settle('Right account').drawUp()
  long.signAll().seal().must({ type: 'deliver' })
  long.must({ type: 'repeat-delivery', by: office, reason: 'Their system is back' })
  long.must({ type: 'give-up-webhook', version: 2, host: 'erp.city.example', because: 'unanswered' })
  const schedule = [{ due: '2027-03-20', amount: 1_000 }]
  long.must({ type: 'acknowledge', note: '', schedule })
  long.now = new Date('2027-04-04T06:00:00.000Z')
  long.must({ type: 'tell-overdue' })
  const paid = { instalment: 1, amount: 1_000, receivedOn: '2026-11-22', voucher: '12', corrects: null }
  long.must({ type: 'record-payment', ...paid, note: '' })
  long.must({
    type: 'list-obligations',
    endsOn: '2028-03-19',
    guarantees: [{ place: 1, kind: 'cheque' }],
    settlementDays: 15,
  })
  const letter = { on: '2027-04-01', document: '7', note: '' }
  long.must({ type: 'change-guarantee', guarantee: 1, change: 'released', expiresOn: null, ...letter })
  long.must({ type: 'erase', by: office, reason: 'The applicant asked for it' })
  const lapsed = new CasePlay().begin().declareAll()
  lapsed.must(lapsed.answer(0, 'request-changes'))
  lapsed.pass(90 * day).must({ type: 'expire' })
  const withdrawn = new CasePlay().begin().must({ type: 'withdraw', reason: 'Another partner' })
  const late = new CasePlay().begin().approveStage().pass(day).must({ type: 'tell-late' })
  const closed = new CasePlay().begin().must({ type: 'close', by: office, reason: 'A duplicate' })
  closed.must({ type: 'hold-erasure', by: office, reason: 'A court asked' })
  closed.must({ type: 'release-erasure', by: office, reason: 'It has decided' })
  closed.must({ type: 'erase', by: office, reason: 'The applicant asked' })
  return [long, late, lapsed, withdrawn, closed]
}
