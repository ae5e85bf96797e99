import { describe, expect, it } from 'vitest'
import { digestOf } from '#workflows/ledger/digest.ts'
import { dueCommands, nextDue } from '#workflows/proposal/decide-time.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { positionOf } from '#workflows/proposal/position.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

const day = 86_400_000
const research = kerman.stages[1]?.id ?? ''

/** At the stage with three seats and a majority. */
function atResearch(): CasePlay {
  return new CasePlay().begin().approveStage().must({ type: 'open-stage' }).declareAll()
}

describe('a whole case', () => {
  it('goes from submission to acknowledgement', () => {
    const play = new CasePlay().toFinance().must({ type: 'acknowledge', voucher: 'V-12', note: '' })
    expect(play.state).toMatchObject({ status: 'closed', closing: 'completed', voucher: 'V-12' })
  })

  it('asks nobody before the address is confirmed, and lapses when it never is', () => {
    const play = new CasePlay()
    play.must({
      type: 'submit',
      reference: 'TSV-1405-00001',
      language: 'en',
      documents: documents(1),
      applicant,
    })
    expect(play.tell({ type: 'open-stage' })).toEqual({ refused: 'not-now' })
    expect(play.tell({ type: 'expire' })).toEqual({ refused: 'nothing-due' })
    play.pass(60 * day).must({ type: 'expire' })
    expect(play.state).toMatchObject({ status: 'closed', closing: 'lapsed' })
    expect(play.tell({ type: 'confirm' })).toEqual({ refused: 'deadline-passed' })
  })

  it('is pinned to the rules that it was submitted under, and one of before to its version alone', () => {
    const rules = digestOf('rules')
    expect(new CasePlay(kerman, rules).begin().state?.programme).toEqual({
      id: 'kerman',
      version: kerman.version,
      rules,
    })
    const before = new CasePlay({ ...kerman }).begin()
    expect(before.state?.programme).toEqual({ id: 'kerman', version: kerman.version })
    expect(replay(before.entries.map((entry) => parseEntry(JSON.parse(JSON.stringify(entry)))))).toEqual(
      before.state,
    )
  })

  it('cannot be withdrawn any more once everyone has signed', () => {
    const withdraw = { type: 'withdraw', reason: 'We changed our minds' } as const
    const play = new CasePlay().begin().approveAllStages().drawUp().signAll()
    expect(play.tell(withdraw)).toEqual({ refused: 'not-now' })
    play.seal()
    expect(play.tell(withdraw)).toEqual({ refused: 'not-now' })
    play.must({ type: 'deliver' })
    expect(play.tell(withdraw)).toEqual({ refused: 'not-now' })
  })

  it('takes a repeated confirmation as what it is', () => {
    const play = new CasePlay().begin()
    const before = play.entries.length
    play.must({ type: 'confirm' })
    expect(play.entries).toHaveLength(before)
  })
})

describe('review', () => {
  it('wants the declaration before the decision', () => {
    const play = new CasePlay().begin()
    expect(play.tell(play.answer(0, 'approve'))).toEqual({ refused: 'declaration-missing' })
  })

  it('counts the last word of a reviewer, and the same word only once', () => {
    const play = atResearch()
    play.must(play.answer(0, 'reject'), play.answer(0, 'approve'), play.answer(0, 'approve'))
    const decided = play.entries.filter(({ type }) => type === 'ReviewDecided')
    expect(decided).toHaveLength(3)
    expect(play.as('in-review').seats[0]?.decision?.decision).toBe('approve')
  })

  it('closes the stage as soon as the majority stands, and gives the repeat of the last answer no second entry', () => {
    const play = atResearch()
    play.must(play.answer(0, 'approve'))
    const last = play.answer(1, 'approve')
    play.must(last)
    expect(play.state).toMatchObject({ status: 'between-stages' })
    const length = play.entries.length
    play.must(last)
    expect(play.entries).toHaveLength(length)
    expect(play.tell({ ...last, reason: 'Another reason' } as typeof last)).toEqual({
      refused: 'stage-closed',
    })
  })

  it('reads one rejection and one request for changes as the programme says', () => {
    const play = atResearch()
    play.must(play.answer(0, 'approve'), play.answer(1, 'request-changes'), play.answer(2, 'reject'))
    const expected = kerman.mixedAnswers === 'changes-first' ? 'awaiting-revision' : 'closed'
    expect(play.state?.status).toBe(expected)
    const other = new CasePlay({ ...kerman, mixedAnswers: 'reject-wins' })
    other.begin().approveStage().must({ type: 'open-stage' }).declareAll()
    other.must(other.answer(0, 'approve'), other.answer(1, 'request-changes'), other.answer(2, 'reject'))
    expect(other.state).toMatchObject({ status: 'closed', closing: 'rejected' })
  })

  it('binds a decision to the documents that were shown', () => {
    const play = atResearch()
    const stale = { ...play.answer(0, 'approve'), documentsDigest: digestOf('another version') }
    expect(play.tell(stale as ReturnType<CasePlay['answer']>)).toEqual({ refused: 'stale-documents' })
  })

  it('wants every score of an approval where the stage is scored', () => {
    const play = atResearch()
    const [first] = kerman.rubric.criteria
    const partial = { ...play.answer(0, 'approve'), scores: { [first?.id ?? '']: 4 } }
    expect(play.tell(partial as ReturnType<CasePlay['answer']>)).toMatchObject({
      refused: 'scores-incomplete',
    })
  })

  it('starts a new round after a revision, on the time that was left', () => {
    const play = atResearch()
    play.pass(2 * day)
    play.must(play.answer(0, 'request-changes'), play.answer(1, 'request-changes'))
    const used = play.as('awaiting-revision').timeUsed[research] ?? 0
    expect(used).toBeGreaterThan(0)
    play.pass(20 * day).must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
    const state = play.as('in-review')
    expect(state).toMatchObject({ stage: research, round: 2, revision: 2 })
    expect(state.seats.filter(({ declared }) => declared)).toHaveLength(3)
    play.approveStage()
    expect(play.state?.timeUsed[research]).toBe(used)
  })

  it('does not offer changes in the last round that the programme allows', () => {
    const play = atResearch()
    for (let round = 1; round < kerman.maxRounds; round += 1) {
      play.must(play.answer(0, 'request-changes'), play.answer(1, 'request-changes'))
      play.must({ type: 'revise', documents: documents(round + 1), applicant }, { type: 'open-stage' })
    }
    expect(play.tell(play.answer(0, 'request-changes'))).toEqual({ refused: 'last-round', field: 'decision' })
  })

  it('gives a recused seat to its alternate and shuts the old link', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).approveStage()
    play.must({ type: 'open-stage' }).declareAll()
    const configured = kerman.stages[2]?.seats ?? []
    const index = configured.findIndex(({ alternate }) => alternate !== undefined)
    const before = play.seat(index)
    play.must({ type: 'recuse', ...before, reason: 'A cousin works there' })
    expect(play.seat(index).email).toBe(configured[index]?.alternate?.email)
    expect(play.tell({ type: 'declare', ...before })).toEqual({ refused: 'seat-reassigned' })
  })

  it('tells the case office when a seat stays empty and the quorum cannot be reached', () => {
    const play = new CasePlay().begin()
    const held = play.seat(0)
    const alternate = kerman.stages[0]?.seats[0]?.alternate
    play.must({ type: 'recuse', ...held, reason: 'Not mine to judge' })
    if (alternate !== undefined) play.must({ type: 'recuse', ...play.seat(0), reason: 'Nor mine' })
    expect(play.entries.some(({ type }) => type === 'QuorumEndangered')).toBe(true)
    const to = { name: { fa: 'ن', en: 'N' }, role: { fa: 'ن', en: 'N' }, email: 'new@kerman.example' }
    play.must({
      type: 'reassign',
      by: 'office@kerman.example',
      target: { seat: held.seat },
      to,
      reason: 'Vacant',
    })
    expect(play.approveStage().state?.status).toBe('between-stages')
  })

  it('lets a seat be delegated once, not to the applicant, not to another holder', () => {
    const play = atResearch()
    const delegate = (email: string) =>
      play.tell({
        type: 'delegate',
        ...play.seat(0),
        to: { name: { fa: 'ب', en: 'B' }, role: { fa: 'ب', en: 'B' }, email },
        reason: 'On leave',
      })
    expect(delegate(applicant.email.toUpperCase())).toMatchObject({ refused: 'person-is-applicant' })
    expect(delegate(play.seat(1).email)).toMatchObject({ refused: 'person-holds-seat' })
    expect(delegate('b@university.example')).toHaveProperty('facts')
    expect(delegate('c@university.example')).toEqual({ refused: 'already-delegated' })
  })
})

describe('time', () => {
  it('reminds, then holds an overdue stage open, escalates it and tells of it every week', () => {
    const play = atResearch()
    const types: string[] = []
    for (let guard = 0; guard < 20; guard += 1) {
      const due = play.state === null ? null : nextDue(play.state, play.programme)
      if (due === null || types.filter((type) => type === 'tell-held').length === 3) break
      play.now = new Date(due)
      const [command] = play.state === null ? [] : dueCommands(play.state, play.now, play.programme)
      if (command === undefined) throw new Error('Due, but nothing to do')
      types.push(command.type)
      play.must(command)
    }
    const research = kerman.stages[1]
    expect(types.filter((type) => type === 'remind')).toHaveLength(research?.reminders.length ?? 0)
    expect(types.filter((type) => type !== 'remind').toSorted()).toEqual([
      'escalate',
      'expire',
      'tell-held',
      'tell-held',
      'tell-held',
    ])
    expect(play.state?.status).toBe('in-review')
  })

  it('decides between a deadline and a decision by the announced end, in whichever order they are recorded', () => {
    const lapsing = {
      ...kerman,
      stages: kerman.stages.map((stage) => ({ ...stage, onDeadline: 'lapse' as const })),
    }
    const late = new CasePlay(lapsing).begin().declareAll()
    const answer = late.answer(0, 'approve')
    late.pass(60 * day).must({ type: 'expire' })
    expect(late.tell(answer)).toEqual({ refused: 'deadline-passed' })
    const early = new CasePlay(lapsing).begin().declareAll()
    early.pass(60 * day)
    expect(early.tell(early.answer(0, 'approve'))).toEqual({ refused: 'deadline-passed' })
    early.now = new Date(Date.parse(early.as('in-review').deadline.at) - 1)
    early.must(early.answer(0, 'approve'))
    expect(early.tell({ type: 'expire' })).toEqual({ refused: 'not-now' })
  })

  it('gives more time when the case office says so', () => {
    const play = atResearch()
      .pass(30 * day)
      .must({ type: 'expire' })
    const until = new Date(play.now.getTime() + 5 * day).toISOString()
    play.must({ type: 'extend', by: 'office@kerman.example', until, reason: 'Nowruz' })
    expect(play.as('in-review').deadline).toMatchObject({ at: until, passed: false })
  })
})

describe('contract', () => {
  it('is signed in order, by each person once, and only as it was shown', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    expect(play.tell(play.signature(1))).toEqual({ refused: 'not-your-turn' })
    const stale = { ...play.signature(0), documentDigest: digestOf('other') }
    expect(play.tell(stale as ReturnType<CasePlay['signature']>)).toEqual({ refused: 'stale-documents' })
    const first = play.signature(0)
    play.must(first, first)
    expect(play.entries.filter(({ type }) => type === 'ContractSigned')).toHaveLength(1)
  })

  it('goes back to the case office when a signature is refused, and everyone signs the corrected one anew', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    play.must(play.signature(0))
    const second = play.signature(1) as { id: string; email: string }
    play.must({ type: 'refuse-to-sign', id: second.id, email: second.email, reason: 'The share is wrong' })
    expect(play.as('settling-terms').because).toBe('signature-refused')
    play.settle('Added a guarantee').drawUp()
    expect(play.as('signing').signatories.every(({ signed }) => signed === null)).toBe(true)
    expect(play.signAll().state?.status).toBe('sealing')
  })

  it('lets the case office name another for the city, never for the startup', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    const to = { name: { fa: 'ن', en: 'N' }, role: { fa: 'ن', en: 'N' }, email: 'new@kerman.example' }
    const reassign = (signatory: string) =>
      play.tell({
        type: 'reassign',
        by: 'office@kerman.example',
        target: { signatory },
        to,
        reason: 'On leave',
      })
    expect(reassign('startup')).toMatchObject({ refused: 'target-unknown' })
    expect(reassign(kerman.signing.signatories[0]?.id ?? '')).toHaveProperty('facts')
  })

  it('is not signed for the city by whoever submitted, however the city names its signatories', () => {
    const [first, ...others] = kerman.signing.signatories
    if (first === undefined) throw new Error('Somebody signs for Kerman')
    const holder = { ...first.holder, email: applicant.email.toUpperCase() }
    const alternate = { ...first.holder, email: 'deputy@kerman.example' }
    const signing = (signatory: typeof first) => ({
      ...kerman,
      signing: { ...kerman.signing, signatories: [signatory, ...others] },
    })
    const personOf = (programme: typeof kerman) =>
      new CasePlay(programme)
        .begin()
        .approveAllStages()
        .drawUp()
        .as('signing')
        .signatories.find(({ id }) => id === first.id)?.person
    expect(personOf(signing({ ...first, holder, alternate }))).toEqual(alternate)
    expect(personOf(signing({ id: first.id, holder }))).toBeNull()
    const play = new CasePlay().begin().approveAllStages().drawUp()
    const reassigned = play.tell({
      type: 'reassign',
      by: 'office@kerman.example',
      target: { signatory: first.id },
      to: holder,
      reason: 'On leave',
    })
    expect(reassigned).toEqual({ refused: 'person-is-applicant', field: 'email' })
  })

  it('takes no second signature of one person, should two places ever come to be theirs', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    play.must(play.signature(0))
    const state = play.as('signing')
    const [startup, next] = state.signatories
    if (startup?.person == null || next === undefined) throw new Error('Two sign')
    const signatories = state.signatories.map((one) =>
      one.id === next.id ? { ...one, person: startup.person } : one,
    )
    play.state = { ...state, signatories }
    expect(play.tell(play.signature(1))).toEqual({ refused: 'second-signature' })
  })

  it('comes back from finance with a reason', () => {
    const play = new CasePlay().toFinance()
    expect(play.tell({ type: 'return', reason: ' ' })).toEqual({ refused: 'reason-missing', field: 'reason' })
    play.must({ type: 'return', reason: 'Wrong account' })
    expect(play.as('settling-terms').because).toBe('returned-by-finance')
  })

  it('changes the workflow position whenever a wait is over, and only then', () => {
    const play = new CasePlay().toFinance().must({ type: 'acknowledge', note: '' })
    const positions = play.entries.map((_, index) => {
      const state = replay(play.entries.slice(0, index + 1))
      return state === null ? null : (positionOf(state)?.key ?? null)
    })
    const keys = positions.filter((key, index) => key !== positions[index - 1])
    expect(keys).toEqual([
      null,
      ...kerman.stages.map(({ id }) => `review ${id} 1`),
      'terms 1',
      'contract 1',
      'signatures 1',
      'seal 1',
      'finance 1',
      'close',
    ])
  })
})
