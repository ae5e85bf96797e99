import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rehashed } from '#infra/machine/demo/changed-vote.ts'
import { personAt } from '#test/city/small-city.ts'
import { type CasePlay, documents } from '#test/workflows/proposal/case-play.ts'
import { decisionKinds } from '#workflows/decision.ts'
import type { Entry, EntryType } from '#workflows/proposal/entries.ts'
import { faultsIn, judged } from './ledger-files.ts'
import { pinnedPlay, smallProgramme } from './small-programme.ts'

const small = smallProgramme()
const day = 86_400_000

/** A ledger whose entries of a type were changed one by one, and chained anew. */
function forged(
  entries: readonly Entry[],
  type: EntryType,
  change: (data: Record<string, unknown>) => Record<string, unknown>,
): Entry[][] {
  return entries.flatMap((entry, index) => {
    if (entry.type !== type) return []
    const data = { ...entry.data, ...change(structuredClone(entry.data) as Record<string, unknown>) }
    if (isDeepStrictEqual(data, entry.data)) return []
    return [rehashed(entries.with(index, { ...entry, data } as Entry))]
  })
}

function without(entries: readonly Entry[], type: EntryType): Entry[] {
  return rehashed(
    entries.toSpliced(
      entries.findIndex((entry) => entry.type === type),
      1,
    ),
  )
}

/** Approved by two of three, one of whom asked for changes before. */
function approved(): readonly Entry[] {
  const play = pinnedPlay(small).begin().declareAll()
  play.must(play.answer(0, 'approve', 4), play.answer(1, 'request-changes'), play.answer(1, 'approve', 3))
  return play.must(play.answer(2, 'reject')).entries
}

/** Approved, with the entries of a type dated otherwise by so many milliseconds. */
function dated(type: EntryType, change: number): Entry[] {
  return rehashed(
    approved().map((entry) =>
      entry.type === type ? { ...entry, at: new Date(Date.parse(entry.at) + change).toISOString() } : entry,
    ),
  )
}

describe('a ledger and its rules', () => {
  it('are decided again, and the verifier says so', () => {
    const findings = judged(approved(), small.rules)
    expect(findings.every(({ ok }) => ok)).toBe(true)
    expect(findings.map(({ en }) => en).join()).toContain('1 rounds of review were re-decided')
    expect(faultsIn(rehashed(approved()), small.rules)).toEqual([])
  })

  it.each<[string, string, EntryType, Record<string, unknown>]>([
    ['a vote', 'digest was recorded', 'ReviewDecided', { decision: 'reject' }],
    ['a reason', 'digest was recorded', 'ReviewDecided', { reason: 'Another one' }],
    ['a condition', 'digest was recorded', 'ReviewDecided', { conditions: ['More'] }],
    ['a score', 'does not follow from its scores', 'ReviewDecided', { score: 99 }],
    ['the scores', 'does not follow from its scores', 'ReviewDecided', { scores: { revenue: 5 } }],
    ['the seat', 'did not hold the seat', 'ReviewDecided', { seat: 'd' }],
    ['the code of the reason', 'rules do not have', 'ReviewDecided', { reasonCode: 'NONE' }],
    ['the text that it is about', 'another text', 'ReviewDecided', { documentsDigest: '0'.repeat(64) }],
    ['the outcome', 'does not follow from the decisions', 'StageClosed', { outcome: 'rejected' }],
    ['the approvals', 'other approvals', 'StageClosed', { approvals: 3 }],
    ['the mean', 'other approvals', 'StageClosed', { score: 99 }],
    ['the next stage', 'leads elsewhere', 'StageClosed', { nextStage: null }],
    ['the round', 'another stage or round', 'StageClosed', { round: 2 }],
    ['a seat of the stage', 'other seats', 'StageOpened', { seats: [] }],
    ['the first stage', 'leads elsewhere', 'AddressConfirmed', { firstStage: 'last' }],
  ])('are found to differ after a change of %s', (_, said, type, change) => {
    const ledgers = forged(approved(), type, () => change)
    expect(ledgers.length).toBeGreaterThan(0)
    for (const entries of ledgers) expect(faultsIn(entries, small.rules).join()).toContain(said)
  })

  it('are found to differ without a closing, without a decision, and after one by somebody else', () => {
    expect(faultsIn(without(approved(), 'StageClosed'), small.rules)).toEqual([
      expect.stringMatching(/ReviewDecided.*was not closed with it/),
    ])
    expect(faultsIn(without(approved(), 'ReviewDecided'), small.rules).join()).toContain('still open')
    const actor = { role: 'reviewer', email: 'friend@else.example' } as const
    const index = approved().findIndex(({ type }) => type === 'ReviewDecided')
    const entry = approved()[index]
    if (entry === undefined) throw new Error('There is a decision')
    const byFriend = rehashed(approved().with(index, { ...entry, actor }))
    expect(faultsIn(byFriend, small.rules).join()).toContain('did not hold the seat')
  })

  it('are found to differ without a declaration of no conflict, which holds for the later rounds of its stage', () => {
    const play = pinnedPlay(small).begin().declareAll()
    play.must(play.answer(0, 'request-changes'), play.answer(1, 'request-changes'))
    play.must({
      type: 'revise',
      documents: documents(2),
      applicant: { name: 'A', organisation: 'B', email: 'a@b.example' },
    })
    play.must({ type: 'open-stage' })
    play.must(play.answer(0, 'approve', 4))
    const said = play.entries.filter(({ type }) => type === 'NoConflictDeclared')
    expect(said).toHaveLength(3)
    expect(faultsIn(play.entries, small.rules)).toEqual([])
    const faults = faultsIn(without(play.entries, 'NoConflictDeclared'), small.rules)
    expect(faults).toHaveLength(2)
    expect(faults[0]).toMatch(/ReviewDecided.*had not declared/)
    expect(faults[1]).toMatch(/StageOpened.*declared no conflict who had not/)
    // Openings of earlier releases do not say who had declared: then it follows from the addresses.
    const older = rehashed(
      play.entries.map((entry) => {
        if (entry.type !== 'StageOpened') return entry
        const seats = entry.data.seats.map(({ seat, holder }) => ({ seat, holder }))
        return { ...entry, data: { ...entry.data, seats } }
      }),
    )
    expect(faultsIn(older, small.rules)).toEqual([])
    expect(faultsIn(without(approved(), 'NoConflictDeclared'), small.rules).join()).toContain(
      'had not declared',
    )
  })

  it('are found to differ where a part is played by somebody whose it is not', () => {
    for (const type of ['ReviewDecided', 'NoConflictDeclared', 'StageClosed'] as const) {
      const entries = approved().map((entry) =>
        entry.type === type
          ? { ...entry, actor: { ...entry.actor, role: type === 'StageClosed' ? 'clock' : 'office' } }
          : entry,
      ) as Entry[]
      expect(faultsIn(rehashed(entries), small.rules).join()).toContain(`(${type}) is by somebody whose part`)
    }
  })

  it('are found to differ with one person in two seats of a stage, from the start or later', () => {
    const [opened] = forged(approved(), 'StageOpened', (data) => {
      const [first, second, ...others] = data['seats'] as { seat: string; holder: unknown }[]
      return { seats: [first, { ...second, holder: first?.holder }, ...others] }
    })
    expect(faultsIn(opened ?? [], small.rules).join()).toContain('one person in two seats')
    const play = pinnedPlay(small).begin()
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A relative' })
    expect(faultsIn(play.entries, small.rules)).toEqual([])
    const [given] = forged(play.entries, 'SeatAssigned', () => ({
      holder: personAt(play.seat(1).email),
    }))
    expect(faultsIn(given ?? [], small.rules).join()).toContain('one person in two seats')
  })

  it('are found to differ where dates run backwards, but for what came a moment earlier', () => {
    expect(faultsIn(dated('StageClosed', -day), small.rules).join()).toContain('is dated before the entry')
    expect(faultsIn(dated('StageClosed', day), small.rules).join()).toContain(
      'another date than the decision',
    )
    expect(faultsIn(dated('StageOpened', day), small.rules).join()).toContain('is dated before the entry')
    expect(faultsIn(dated('NoConflictDeclared', -5_000), small.rules)).toEqual([])
  })

  it('are found to differ without a step on the way from the last stage to finance', () => {
    const play = pinnedPlay(small)
      .begin()
      .approveAllStages()
      .drawUp()
      .signAll()
      .seal()
      .must({ type: 'deliver' })
    const { entries } = play.must({ type: 'acknowledge', note: '' })
    expect(faultsIn(entries, small.rules)).toEqual([])
    for (const [type, said] of [
      ['LegalRouteRecorded', 'before a legal route'],
      ['TermsReleased', 'has no place'],
      ['ContractDrawnUp', 'has no place'],
      ['ContractSigned', 'not all have signed'],
      ['ContractSealed', 'has no place'],
      ['ContractDelivered', 'has no place'],
    ] as const)
      expect(faultsIn(without(entries, type), small.rules).join()).toContain(said)
    for (const from of ['ContractSigned', 'TermsReleased'] as const) {
      const copied = entries.findIndex(({ type }) => type === from)
      const twice = rehashed(entries.toSpliced(copied, 0, entries[copied] as Entry))
      expect(faultsIn(twice, small.rules).join()).toContain('has no place')
    }
  })

  it('are found to differ by other rules of the same form, once these are pinned', () => {
    const { rules, digest } = smallProgramme({ quorum: { kind: 'all' } })
    const [forgery = []] = forged(approved(), 'ProposalSubmitted', () => ({
      programme: { id: 'small', version: '1404.1', rules: digest },
    }))
    expect(faultsIn(forgery, rules).length).toBeGreaterThan(0)
    expect(faultsIn(approved(), rules)).toContain('it is not what the ledger recorded')
  })

  it.each(['a@city.example', 'A+again@CITY.example', 'ａ@city.example.'])(
    'have no decision of somebody who recused, come back as %s',
    (email) => {
      const play = pinnedPlay(small).begin().declareAll()
      play.must({ type: 'recuse', ...play.seat(0), reason: 'A relative' }).declareAll()
      play.must(play.answer(0, 'reject'), play.answer(1, 'reject'), play.answer(2, 'reject'))
      const back = play.entries.map((entry) => {
        if (entry.type === 'SeatAssigned')
          return {
            ...entry,
            data: { ...entry.data, holder: { ...entry.data.holder, email } },
          }
        if (entry.type !== 'ReviewDecided' || entry.data.seat !== 'a') return entry
        return { ...entry, actor: { role: 'reviewer' as const, email } }
      })
      expect(faultsIn(play.entries, small.rules)).toEqual([])
      expect(faultsIn(rehashed(back), small.rules).join()).toContain('somebody who recused')
    },
  )

  it('have no decision after a lapse', () => {
    const play = pinnedPlay(small).begin().declareAll()
    for (const index of [0, 1, 2])
      if (play.state?.status === 'in-review') play.must(play.answer(index, 'approve'))
    play.must({ type: 'open-stage' }).declareAll()
    const before = play.entries.length
    play.must(play.answer(0, 'approve'))
    const decided = play.entries.slice(before)
    play.entries.splice(before)
    const open = play.entries.at(-1)
    if (open === undefined) throw new Error('There is an entry')
    const late = new Date(play.now.getTime() + 9 * day).toISOString()
    const lapse = {
      ...open,
      at: late,
      type: 'DeadlinePassed',
      actor: { role: 'clock' },
      data: { consequence: 'lapse' },
    }
    const ledger = [...play.entries, lapse as Entry, ...decided.map((entry) => ({ ...entry, at: late }))]
    expect(faultsIn(rehashed(ledger), small.rules).join()).toContain('has no place where the case stands')
    const unlapsed = [...play.entries, ...decided.map((entry) => ({ ...entry, at: late }))]
    expect(faultsIn(rehashed(unlapsed), small.rules).join()).toContain('after the stage had lapsed')
  })

  it('are found to differ after any change of why a stage closed, of which earlier releases say less or nothing', () => {
    const entries = approved()
    const because = (change: (said: Record<string, unknown>) => unknown) =>
      forged(entries, 'StageClosed', (data) => ({
        because: change(data['because'] as Record<string, unknown>),
      }))[0]
    const closing = entries.find(({ type }) => type === 'StageClosed')
    if (closing?.type !== 'StageClosed' || closing.data.because === undefined) throw new Error('It says why')
    for (const [name, said] of Object.entries({ ...closing.data.because, empty: 0 })) {
      for (const other of [typeof said === 'number' ? said + 1 : 'x', null, 'rejected', true, 0]) {
        if (other === said) continue
        const forgery = because((rest) => ({ ...rest, [name]: other })) ?? []
        expect(faultsIn(forgery, small.rules).join(), `${name}: ${other}`).toContain('another cause')
      }
      const fewer = because((rest) =>
        Object.fromEntries(Object.entries(rest).filter(([key]) => key !== name)),
      )
      if (fewer !== undefined) expect(faultsIn(fewer, small.rules)).toEqual([])
    }
    expect(faultsIn(because(() => undefined) ?? [], small.rules)).toEqual([])
  })

  it.each(['delegate', 'reassign'] as const)(
    'cannot tell whether two of one mailbox are two whom the programme names: %s',
    (how) => {
      const programme = smallProgramme({ addresses: { a: 'review+a', 'd-2': 'review+b' } })
      const play = pinnedPlay(programme).begin().declareAll()
      play.must(play.answer(0, 'approve', 5), play.answer(1, 'approve', 5))
      play.must({ type: 'open-stage' }).declareAll()
      const named = { fa: 'ن', en: 'N' }
      const place = { to: { name: named, role: named, email: 'review+b@city.example' }, reason: 'Away' }
      play.must(
        how === 'delegate'
          ? { type: how, ...play.seat(0), ...place }
          : { type: how, by: 'office@kerman.example', target: { seat: 'd' }, ...place },
      )
      play.declareAll().must(play.answer(0, 'approve'))
      expect(faultsIn(play.entries, programme.rules)).toEqual([])
      const told = judged(play.entries, programme.rules).map(({ en }) => en)
      expect(told.join()).toContain('two people if the programme names both')
      const same = JSON.parse(JSON.stringify(play.entries).replaceAll('review+b', 'Review+A')) as Entry[]
      expect(faultsIn(rehashed(same), programme.rules).join()).toContain('decided in another stage')
    },
  )

  it('take entries of a type that the verifier does not know', () => {
    const ledger = approved()
    const [first] = ledger
    const unknown = { ...first, type: 'HolderProposed', data: { of: 'tomorrow' } } as unknown as Entry
    expect(faultsIn(rehashed(ledger.toSpliced(4, 0, unknown)), small.rules)).toEqual([])
  })

  it('are not needed for a case of before, of which it is said that it was not decided again', () => {
    const [older = []] = forged(approved(), 'ProposalSubmitted', () => ({
      programme: { id: 'small', version: '1' },
    }))
    const findings = judged(older, small.rules).filter(({ name }) => name === 'ledger.json')
    expect(findings.every(({ ok }) => ok)).toBe(true)
    expect(findings.map(({ en }) => en).join()).toContain('not re-decided: the case is from before')
  })
})

const rulesGiven = fc.record({
  quorum: fc.oneof(
    fc.constantFrom('all', 'any', 'majority').map((kind) => ({ kind })),
    fc.integer({ min: 1, max: 3 }).map((count) => ({ kind: 'atLeast', count })),
  ),
  mixedAnswers: fc.constantFrom('reject-wins', 'changes-first'),
  maxRounds: fc.integer({ min: 1, max: 3 }),
  minimumScore: fc.integer({ min: 40, max: 90 }),
  onDeadline: fc.constantFrom('hold', 'lapse', 'alternate'),
  decisions: fc.constantFrom([...decisionKinds], ['approve', 'reject'], ['approve', 'request-changes']),
})
const move = fc.record({
  what: fc.constantFrom(
    'decide',
    'decide',
    'decide',
    'decide',
    'recuse',
    'delegate',
    'reassign',
    'expire',
    'wait',
    'extend',
  ),
  seat: fc.nat(2),
  decision: fc.constantFrom('approve', ...decisionKinds),
  score: fc.integer({ min: 0, max: 5 }),
  nth: fc.nat(20),
})
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never

/** Does what may be done of it; whatever is refused leaves no entry. */
function make(play: CasePlay, { what, seat, decision, score, nth }: Move): void {
  const { state } = play
  if (state?.status === 'between-stages') play.must({ type: 'open-stage' })
  else if (state?.status === 'awaiting-revision') {
    play.must({
      type: 'revise',
      documents: documents(state.revision + 1),
      applicant: { name: 'A', organisation: 'B', email: 'a@b.example' },
    })
  } else if (state?.status === 'in-review') {
    play.tell({ type: 'expire' })
    if (play.state?.status !== 'in-review') return
    play.declareAll()
    const held = play.state.seats[seat % play.state.seats.length]
    if (held === undefined) return
    const to = { name: { fa: 'ن', en: 'N' }, role: { fa: 'ن', en: 'N' }, email: `other-${nth}@city.example` }
    const by = 'office@kerman.example'
    const reason = 'For a reason'
    if (what === 'reassign') play.tell({ type: 'reassign', by, target: { seat: held.seat }, to, reason })
    if (what === 'wait') play.pass(day)
    if (what === 'extend') {
      play.tell({ type: 'extend', by, until: new Date(play.now.getTime() + 5 * day).toISOString(), reason })
    }
    if (held.holder === null) return
    const place = { stage: play.state.stage, seat: held.seat, email: held.holder.email }
    if (what === 'recuse') play.tell({ type: 'recuse', ...place, reason })
    if (what === 'delegate') play.tell({ type: 'delegate', ...place, to, reason })
    if (what === 'decide') play.tell(play.answer(play.state.seats.indexOf(held), decision, score))
  }
}

/** One thing of an entry that decides, changed. */
const mutations: readonly [EntryType, (data: Record<string, unknown>) => Record<string, unknown>][] = [
  ['ReviewDecided', ({ decision }) => ({ decision: decision === 'approve' ? 'reject' : 'approve' })],
  ['ReviewDecided', ({ score }) => ({ score: typeof score === 'number' ? score + 1 : 50 })],
  ['StageClosed', ({ outcome }) => ({ outcome: outcome === 'approved' ? 'rejected' : 'approved' })],
  ['StageClosed', ({ approvals }) => ({ approvals: Number(approvals) + 1 })],
  ['StageClosed', ({ because }) => ({ because: { ...Object(because), cause: 'something' } })],
  ['StageClosed', ({ nextStage }) => ({ nextStage: nextStage === null ? 'last' : null })],
]

describe('any history', () => {
  it('is decided again without a fault, and each change of a vote, a score or an outcome is found', () => {
    const seen = { closed: 0, forged: 0 }
    fc.assert(
      fc.property(rulesGiven, fc.array(move, { minLength: 5, maxLength: 40 }), (choices, moves) => {
        const programme = smallProgramme(choices)
        const play = pinnedPlay(programme).begin()
        for (const each of moves) make(play, each)
        const { entries } = play
        expect(faultsIn(entries, programme.rules)).toEqual([])
        seen.closed += entries.filter(({ type }) => type === 'StageClosed').length
        for (const [type, change] of mutations) {
          for (const forgery of forged(entries, type, change)) {
            seen.forged += 1
            expect(faultsIn(forgery, programme.rules)).not.toEqual([])
          }
        }
        if (entries.some(({ type }) => type === 'StageClosed')) {
          expect(faultsIn(without(entries, 'StageClosed'), programme.rules)).not.toEqual([])
        }
      }),
      { numRuns: 100 },
    )
    expect(seen.closed).toBeGreaterThan(50)
    expect(seen.forged).toBeGreaterThan(300)
  })

  it.each<[string, Parameters<typeof smallProgramme>[0]]>([
    ['quorum', { quorum: { kind: 'all' } }],
    ['minimum', { minimumScore: 99 }],
  ])('is decided otherwise once the %s of its rules is another', (_, choices) => {
    const { rules, digest } = smallProgramme(choices)
    const programme = { id: 'small', version: '1', rules: digest }
    const [pinned = []] = forged(approved(), 'ProposalSubmitted', () => ({ programme }))
    expect(faultsIn(pinned, rules)).not.toEqual([])
  })
})
