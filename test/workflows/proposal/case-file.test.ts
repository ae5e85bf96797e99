import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecisionKind } from '#workflows/decision.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type CaseFile, caseFile, type Reader } from '#workflows/proposal/case-file.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

const day = 86_400_000
const fileOf = ({ state, entries, programme }: CasePlay, reader: Reader): CaseFile | null =>
  caseFile({ state: state ?? { closedStages: [] }, entries, programme, revisions: [] }, reader)
const office = { place: 'office' } as const
const mayor = { place: 'signatory', id: 'mayor' } as const

function readerAt(play: CasePlay, index: number): Reader {
  const { stage, seat } = play.seat(index)
  return { place: 'seat', stage, seat }
}

/** The stages and rounds of which a reader is told what somebody decided. */
function decisionsTold(file: CaseFile | null): string[] {
  return (file?.rounds ?? [])
    .filter(({ seats }) => seats.some(({ opinion }) => opinion !== null))
    .map(({ stage, round }) => `${stage} ${round}`)
}

const guarantee = 'A bank guarantee is handed over before the work begins.'
const conditional = (play: CasePlay, index: number) =>
  ({ ...play.answer(index, 'approve'), conditions: [guarantee] }) as ReturnType<CasePlay['answer']>

/** A case before the board of investment, on a condition of the technical committee. */
function atBoard(programme: Programme = kerman): CasePlay {
  const play = new CasePlay(programme).begin().approveStage().must({ type: 'open-stage' }).approveStage()
  play.must({ type: 'open-stage' }).declareAll()
  play.must(conditional(play, 0), play.answer(1, 'approve', 4))
  if (play.state?.status === 'in-review') play.must(play.answer(2, 'approve'))
  return play.must({ type: 'open-stage' })
}

const to = (name: string) => ({
  name: { fa: name, en: name },
  role: { fa: 'نقش', en: 'Role' },
  email: `${name.toLowerCase()}@kerman.example`,
})

const seeing = (sees: readonly string[], seatSees?: readonly string[]): Programme => ({
  ...kerman,
  stages: kerman.stages.map((stage) =>
    stage.id === 'board'
      ? {
          ...stage,
          sees: [...sees],
          seats: stage.seats.map((seat, index) =>
            index === 0 && seatSees !== undefined ? { ...seat, sees: [...seatSees] } : seat,
          ),
        }
      : stage,
  ),
  signing: { ...kerman.signing, sees: [...sees] },
})

describe('the case file', () => {
  it('shows the board of investment the condition of the technical committee, by whom it is', () => {
    const play = atBoard()
    const file = fileOf(play, readerAt(play, 0))
    expect(file?.conditions).toMatchObject([
      {
        stage: 'investment',
        round: 1,
        seat: 'committee-technical',
        by: { name: { en: 'Kaveh Shamsaddini' } },
        text: guarantee,
      },
    ])
    expect(decisionsTold(file)).toEqual(['intake 1', 'research 1', 'investment 1'])
    expect(JSON.stringify(file), 'no address of anybody').not.toContain('@')
  })

  it('tells of each round its outcome, and of its scores the mean and how far they lie apart', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).declareAll()
    play.must(play.answer(0, 'approve', 3), play.answer(1, 'approve', 5), play.answer(2, 'approve', 4))
    const round = fileOf(play, office)?.rounds.at(-1)
    expect(round).toMatchObject({
      outcome: 'approved',
      name: { en: 'Research centre' },
      because: { cause: 'approvals', mean: 80, minimum: 65 },
      totals: { mean: 80, lowest: 60, highest: 100 },
      closedAt: play.now.toISOString(),
    })
    expect(round?.criteria).toHaveLength(kerman.rubric.criteria.length)
    expect(round?.criteria[0]).toMatchObject({ mean: 4, lowest: 3, highest: 5 })
  })

  it("counts a seat's last word, and not what somebody said who gave the seat up", () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).declareAll()
    play.must(play.answer(1, 'reject'), play.answer(1, 'approve', 3), play.answer(0, 'approve', 5))
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A cousin works there' })
    const round = fileOf(play, office)?.rounds.at(-1)
    expect(round?.seats.map(({ holder, opinion }) => [holder?.name.en ?? null, opinion?.decision])).toEqual([
      [null, undefined],
      ['Bahram Zangiabadi', 'approve'],
      ['Negar Kazeminia', undefined],
    ])
    expect(round?.totals).toEqual({ mean: 60, lowest: 60, highest: 60 })
    expect(round?.recusals).toMatchObject([
      { seat: 'research-head', who: { name: { en: 'Sara Iranmanesh' } }, reason: 'A cousin works there' },
    ])
  })

  it('tells every change of holder: from whom to whom, by whom and why', () => {
    const play = atBoard()
    play.must({ type: 'delegate', ...play.seat(0), to: to('Deputy'), reason: 'On a journey' })
    const by = kerman.caseOffice.members[0]
    const target = { seat: play.seat(1).seat }
    play.must({ type: 'reassign', by: by?.email ?? '', target, to: to('Stand-in'), reason: 'On leave' })
    expect(fileOf(play, office)?.rounds.at(-1)?.changes).toMatchObject([
      {
        because: 'delegation',
        from: { name: { en: 'Farhad Ebrahiminejad' } },
        to: { name: { en: 'Deputy' } },
        by: { name: { en: 'Farhad Ebrahiminejad' } },
        reason: 'On a journey',
      },
      {
        because: 'reassignment',
        from: { name: { en: 'Mahnaz Tavakoli' } },
        by: { name: by?.name },
        reason: 'On leave',
      },
    ])
    expect(fileOf(play, readerAt(play, 0))?.rounds.at(-1)?.changes, 'of the own seat alone').toMatchObject([
      { seat: 'board-chair' },
    ])
  })

  it('tells that silence passed a seat on and until when the time was made longer, by nobody', () => {
    const play = new CasePlay().begin()
    play.now = new Date(silenceOf(play.as('in-review').deadline))
    play.must({ type: 'expire' })
    const [round] = fileOf(play, office)?.rounds ?? []
    expect(round?.changes).toMatchObject([
      { because: 'silence', by: null, to: { name: { en: 'Reza Nakhaei' } } },
    ])
    expect(round?.extensions).toMatchObject([{ until: play.as('in-review').deadline.at, by: null }])
    expect(round?.dueAt).toBe(play.as('in-review').deadline.at)
  })

  it('tells what was asked for and by which revision the applicant answered', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).askForChanges()
    expect(fileOf(play, office)?.rounds.at(-1)).toMatchObject({ outcome: 'changes-requested', answer: null })
    play.pass(day).must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
    expect(fileOf(play, readerAt(play, 0))?.rounds.at(-1)).toMatchObject({
      stage: 'research',
      round: 1,
      revision: 1,
      outcome: 'changes-requested',
      answer: { revision: 2, at: play.now.toISOString() },
      changed: null,
    })
  })

  it('says how a round ended that no decision ended', () => {
    const lapsing = {
      ...kerman,
      stages: kerman.stages.map((stage) => ({ ...stage, onDeadline: 'lapse' as const })),
    }
    const late = new CasePlay(lapsing).begin()
    late.now = new Date(silenceOf(late.as('in-review').deadline))
    late.must({ type: 'expire' })
    expect(fileOf(late, office)?.rounds).toMatchObject([
      { outcome: 'lapsed', closedAt: late.now.toISOString() },
    ])
    const gone = new CasePlay().begin().must({ type: 'withdraw', reason: 'Sold' })
    expect(fileOf(gone, office)?.rounds).toMatchObject([{ outcome: null, closedAt: gone.now.toISOString() }])
  })

  it('keeps nothing of it for the applicant, who signs for the startup too, nor for finance', () => {
    const play = atBoard().approveStage().drawUp()
    for (const reader of [
      { place: 'applicant' },
      { place: 'finance' },
      { place: 'signatory', id: 'startup' },
    ] as const)
      expect(fileOf(play, reader)).toBeNull()
  })

  it('tells signatories and office what became of each version of the contract', () => {
    const held: Programme = { ...kerman, signing: { ...kerman.signing, onDeadline: 'hold' } }
    const play = atBoard(held).approveStage().drawUp()
    play.must(play.signature(0))
    play.now = new Date(play.as('signing').deadline.at)
    const { email } = play.as('signing').signatories[1]?.person ?? { email: '' }
    play.must({ type: 'refuse-to-sign', id: 'organization-head', email, reason: 'The floor is too low' })
    play.settle('A higher floor').drawUp()
    for (const reader of [office, mayor]) {
      expect(fileOf(play, reader)?.papers).toMatchObject([
        { what: 'TermsReleased', version: 1, reason: 'Checked' },
        { what: 'ContractDrawnUp', version: 1 },
        { what: 'ContractSigned', version: 1, signatory: 'startup', late: false },
        {
          late: true,
          what: 'SignatureRefused',
          version: 1,
          signatory: 'organization-head',
          reason: 'The floor is too low',
        },
        { what: 'TermsReleased', version: 2, reason: 'A higher floor' },
        { what: 'ContractDrawnUp', version: 2 },
      ])
      expect(fileOf(play, reader)?.conditions).toHaveLength(1)
    }
  })
})

describe('what a seat sees', () => {
  it('is what the programme says of its stage, unless it says another thing of the seat', () => {
    const play = atBoard(seeing(['research'], ['intake', 'investment']))
    expect(decisionsTold(fileOf(play, readerAt(play, 1)))).toEqual(['research 1'])
    expect(fileOf(play, readerAt(play, 1))?.conditions).toEqual([])
    expect(decisionsTold(fileOf(play, readerAt(play, 0)))).toEqual(['intake 1', 'investment 1'])
    expect(fileOf(play, readerAt(play, 0))?.conditions).toHaveLength(1)
  })

  it('may be nothing, and is the own stage all the same once the own opinion is in', () => {
    const play = atBoard(seeing([]))
    const reader = readerAt(play, 0)
    expect(fileOf(play, reader)?.rounds).toEqual([])
    play.declareAll().must(play.answer(0, 'approve'))
    expect(decisionsTold(fileOf(play, reader))).toEqual(['board 1'])
  })

  it('holds for signatories too', () => {
    const play = atBoard(seeing(['investment']))
      .approveStage()
      .drawUp()
    expect(decisionsTold(fileOf(play, mayor))).toEqual(['investment 1'])
  })

  it('is another thing at a place of the contract for which the programme says so', () => {
    const { signatories } = kerman.signing
    const own = signatories.map((place) => (place.id === 'mayor' ? { ...place, sees: ['intake'] } : place))
    const programme = seeing(['investment'])
    const play = atBoard({ ...programme, signing: { ...programme.signing, signatories: own } })
    play.approveStage().drawUp()
    expect(decisionsTold(fileOf(play, mayor))).toEqual(['intake 1'])
    expect(decisionsTold(fileOf(play, { place: 'signatory', id: 'organization-head' }))).toEqual([
      'investment 1',
    ])
  })

  it('is never a later stage, whatever is said of it', () => {
    const stages = kerman.stages.map((stage) =>
      stage.id === 'research' ? { ...stage, sees: ['intake', 'investment', 'board'] } : stage,
    )
    const play = atBoard({ ...kerman, stages }).approveStage()
    const reader = { place: 'seat', stage: 'research', seat: kerman.stages[1]?.seats[0]?.id ?? '' } as const
    expect(decisionsTold(fileOf(play, reader))).toEqual(['intake 1', 'research 1'])
  })

  it('names the answers that were changed in reply, but none by which somebody is reached', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' }).askForChanges()
    play.must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
    const revision = (number: number): Revision => ({
      reference: 'TSV-1405-7F3K2',
      revision: number,
      at: play.now.toISOString(),
      open: { title: `Health at home ${number}`, sector: 'health' },
      personal: { salt: 'a salt for a test', value: { mobile: `0913123456${number}` } },
      personalDigest: digestOf(number),
      files: [],
      documentsDigest: digestOf(number),
    })
    const { state, entries, programme } = play
    const filed = { state: state ?? { closedStages: [] }, entries, programme }
    const file = caseFile({ ...filed, revisions: [revision(1), revision(2)] }, readerAt(play, 0))
    expect(file?.rounds.at(-1)?.changed).toEqual(['title'])
  })

  const stepArbitrary = fc.record({ seat: fc.nat(2), kind: fc.nat(9), move: fc.nat(11) })

  it('is never what others decided in its round before its own opinion, nor a stage that is not its to see', () => {
    const allSees = fc.subarray(['intake', 'research', 'investment'])
    fc.assert(
      fc.property(allSees, fc.array(stepArbitrary, { maxLength: 40 }), (sees, steps) => {
        const play = new CasePlay(seeing(sees)).begin()
        for (const step of steps) {
          take(play, step)
          const { state } = play
          if (state?.status !== 'in-review') continue
          for (const { seat, decision } of state.seats) {
            const { stage, round } = state
            const file = fileOf(play, { place: 'seat', stage, seat })
            const earlier = kerman.stages.slice(
              0,
              kerman.stages.findIndex(({ id }) => id === stage),
            )
            const allowed = stage === 'board' ? sees : earlier.map(({ id }) => id)
            for (const told of file?.rounds ?? []) {
              if (told.stage !== stage) expect(allowed).toContain(told.stage)
              else if (told.round === round && decision === null) {
                expect(told).toMatchObject({ seats: [], totals: null, criteria: [] })
                expect([...told.changes, ...told.recusals].filter((one) => one.seat !== seat)).toEqual([])
              }
            }
            for (const condition of file?.conditions ?? []) {
              if (condition.stage === stage) expect(decision).not.toBeNull()
              else expect(allowed).toContain(condition.stage)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

function take(play: CasePlay, { seat, kind, move }: { seat: number; kind: number; move: number }): void {
  const { state } = play
  if (state?.status === 'between-stages') return void play.must({ type: 'open-stage' })
  if (state?.status === 'awaiting-revision') {
    const next = documents(state.revision + 1)
    return void play.must({ type: 'revise', documents: next, applicant })
  }
  if (state?.status !== 'in-review') return
  const held = state.seats[seat % state.seats.length]
  if (!held?.holder) return
  const place = { stage: state.stage, seat: held.seat, email: held.holder.email }
  if (move === 0) return void play.tell({ type: 'recuse', ...place, reason: 'A cousin' })
  if (move === 1) {
    const to = { ...held.holder, email: `stand-in-${play.entries.length}@kerman.example` }
    return void play.tell({ type: 'delegate', ...place, to, reason: 'On leave' })
  }
  const decisions: DecisionKind[] = ['request-changes', 'reject']
  const decision = kind < 2 ? (decisions[kind] ?? 'approve') : 'approve'
  const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, (kind % 3) + 3]))
  play.tell({ type: 'declare', ...place })
  play.tell({
    type: 'decide-review',
    ...place,
    decision,
    reason: 'Because of this',
    scores,
    conditions: decision === 'approve' ? [guarantee] : [],
    documentsDigest: state.documentsDigest,
  })
}
