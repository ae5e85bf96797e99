import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { decisionKinds } from '#workflows/decision.ts'
import { contentDigest, entryDigest, type Fact, withhold } from '#workflows/ledger/chain.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { startupSignatory } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { turnFault } from '#workflows/proposal/decide-contract.ts'
import { placesWithLinks } from '#workflows/proposal/decide-link.ts'
import type { Decided } from '#workflows/proposal/decide-parts.ts'
import { dueCommands } from '#workflows/proposal/decide-time.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { evolve, replay } from '#workflows/proposal/evolve.ts'
import { positionOf } from '#workflows/proposal/position.ts'
import { approvalsNeeded } from '#workflows/proposal/quorum.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { admitted } from '#workflows/proposal/transitions.ts'
import { applicant, CasePlay, documents, kerman, reference } from './case-play.ts'

/** A step is a handful of numbers; what they mean depends on where the case stands, so that most sequences get far. */
const stepArbitrary = fc.record({
  pick: fc.nat(999),
  who: fc.nat(99),
  what: fc.nat(99),
  wild: fc.nat(9),
  hours: fc.nat(72),
})
type Step = typeof stepArbitrary extends fc.Arbitrary<infer S> ? S : never

const outsiders = [
  'guest@university.example',
  'other@university.example',
  applicant.email,
  'GUEST@university.example',
]
const everyone = [
  ...kerman.stages.flatMap(({ seats }) =>
    seats.flatMap(({ holder, alternate }) => [holder.email, alternate?.email ?? '']),
  ),
  ...kerman.signing.signatories.map(({ holder }) => holder.email),
  ...outsiders,
].filter((email) => email !== '')

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const person = (email: string) => ({ name: { fa: email, en: email }, role: { fa: 'نقش', en: 'Role' }, email })
const officers = kerman.caseOffice.members.slice(0, 2).map(({ email }) => email)
const officer = kerman.caseOffice.members[0]?.email ?? ''

const madeTerms = new Map<string, ContractTerms>()

/** Terms of a version that differ by their share; made once, since a model takes many steps. */
function termsOf(contractVersion: number, municipalShare: number): ContractTerms {
  const key = `${contractVersion} ${municipalShare}`
  const terms = madeTerms.get(key) ?? exampleTerms({ municipalShare }, { reference, contractVersion })
  madeTerms.set(key, terms)
  return terms
}

/** A command for where the case stands; one step in ten comes from somebody who has no business there. */
function propose(play: CasePlay, step: Step): Command {
  const { state } = play
  if (state === null) return { type: 'submit', reference, language: 'fa', documents: documents(1), applicant }
  const commands = step.wild === 0 ? [...admitted['in-review'], ...admitted.signing] : admitted[state.status]
  const useful = commands.filter(
    (type) =>
      step.pick % 9 === 0 ||
      !['close', 'withdraw', 'extend', 'amend-terms', 'reopen-terms', 'not-printable'].includes(type),
  )
  const type = at(useful.length > 0 ? useful : (['confirm'] as const), step.pick)
  return commandOf(type, state, step, play.now.getTime())
}

function commandOf(type: Command['type'], state: ProposalState, step: Step, now: number): Command {
  const seats = 'seats' in state ? state.seats : []
  const seat = seats[step.who % Math.max(seats.length, 1)]
  const stage = 'stage' in state ? state.stage : 'research'
  const email = step.wild === 1 ? at(everyone, step.what) : (seat?.holder?.email ?? at(everyone, step.who))
  const bySeat = { stage, seat: seat?.seat ?? 'none', email }
  const reason = step.wild === 2 ? '' : `Reason ${step.what % 3}`
  const signatories = 'signatories' in state ? state.signatories : []
  const signatory = signatories[step.who % Math.max(signatories.length, 1)]
  const bySignatory = {
    id: signatory?.id ?? 'mayor',
    email: step.wild === 3 ? at(everyone, step.what) : (signatory?.person?.email ?? 'x@kerman.example'),
  }
  const contract = 'contract' in state ? state.contract : null
  const version = state.contractVersion
  switch (type) {
    case 'submit':
      return { type, reference, language: 'en', documents: documents(1), applicant }
    case 'decide-review': {
      const decision = step.what % 4 === 3 ? at(decisionKinds, step.what >> 2) : 'approve'
      const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, (step.what % 3) + 3]))
      const conditions = step.what % 5 === 0 ? [`On condition ${step.who % 3}`] : []
      const { documentsDigest } = state
      return { type, ...bySeat, decision, reason, scores, conditions, documentsDigest }
    }
    case 'declare':
      return { type, ...bySeat }
    case 'recuse':
      return { type, ...bySeat, reason }
    case 'delegate':
      return { type, ...bySeat, to: person(at(everyone, step.what)), reason }
    case 'reassign': {
      const target = step.what % 2 === 0 ? { seat: bySeat.seat } : { signatory: bySignatory.id }
      return { type, by: officer, target, to: person(at(everyone, step.pick)), reason }
    }
    case 'revise':
      return { type, documents: documents(state.revision + 1), applicant }
    case 'withdraw':
      return { type, reason }
    case 'draw-up': {
      const number = `${reference}-C${version + 1}`
      return {
        type,
        version: version + 1,
        number,
        documentDigest: digestOf({ version }),
        termsDigest: 'terms' in state ? (state.terms?.digest ?? digestOf(version)) : digestOf(version),
      }
    }
    case 'sign': {
      const evidence = { typedName: 'Name', ip: '192.0.2.7', userAgent: 'model' }
      const documentDigest = contract?.documentDigest ?? digestOf('none')
      return { type, ...bySignatory, documentDigest, evidence }
    }
    case 'stop-codes':
      return { type, ...bySignatory, guesses: 20 }
    case 'refuse-to-sign':
      return { type, ...bySignatory, reason }
    case 'seal':
      return {
        type,
        version,
        sealDigest: digestOf({ seal: version }),
        openContractingDigest: digestOf(version),
      }
    case 'acknowledge': {
      const schedule = [
        { due: '2027-03-20', amount: 100 },
        { due: '2027-06-21', amount: 200 },
      ]
      // As today, or as an earlier release, which kept neither.
      const kept = {
        endsOn: '2027-09-22',
        guarantees: [{ place: 1, kind: 'cheque' as const, expiresOn: '2027-03-01' }],
      }
      return { type, note: '', schedule, ...(step.what % 2 === 0 ? kept : {}) }
    }
    case 'list-obligations':
      return {
        type,
        endsOn: '2027-09-22',
        guarantees: [{ place: 1, kind: 'bank_guarantee' }],
        settlementDays: step.what,
      }
    case 'change-guarantee': {
      const expiresOn = step.who % 2 === 0 ? `2027-0${(step.what % 9) + 1}-01` : null
      const change = step.pick % 3 === 0 ? 'released' : 'extended'
      return {
        type,
        guarantee: (step.who % 3) + 1,
        change,
        expiresOn,
        on: '2026-11-01',
        document: '7',
        note: reason,
      }
    }
    case 'record-payment': {
      const payments = state.status === 'closed' ? state.payments : []
      const earlier = payments[step.who % Math.max(payments.length, 1)]?.sequence ?? null
      return {
        type,
        instalment: (step.what % 3) + 1,
        amount: step.pick % 5,
        receivedOn: step.wild === 1 ? '2099-01-01' : '2026-11-22',
        voucher: String(step.what % 7),
        corrects: step.what % 2 === 0 ? earlier : null,
        note: reason,
      }
    }
    case 'return':
      return { type, reason }
    case 'repeat-delivery':
      return { type, by: officer, reason }
    case 'give-up-webhook':
      return { type, version, host: 'erp.city.example', because: 'gone' }
    case 'amend-terms':
    case 'release-terms': {
      const terms = termsOf(version + 1, step.what % 3)
      const saved = state.status === 'settling-terms' ? (state.terms?.digest ?? null) : null
      const basis = step.wild === 5 ? digestOf('what nobody saved') : step.who % 2 === 0 ? saved : undefined
      const by = { by: officer, terms, basis }
      return type === 'amend-terms' ? { type, ...by } : { type, ...by, note: reason }
    }
    case 'record-legal-route': {
      const { id } = at(kerman.legalRoutes, step.what)
      const decision = {
        fileId: 'AAAAAAAAAAAAAAAAAAAAA1',
        name: 'decision.pdf',
        type: 'application/pdf',
        size: 1,
        sha256: digestOf(step.who),
      }
      const tenderers = step.what % 2 === 0 ? 3 : null
      const date = step.wild === 5 ? '2099-01-01' : '2026-11-01'
      const [body, number] = ['City council', String(step.pick % 2)]
      return { type, by: officer, route: id, body, number, date, tenderers, decision, note: reason }
    }
    case 'reopen-terms':
      return { type, by: officer, reason }
    case 'not-printable':
      return { type, letters: ['李'] }
    case 'extend':
      return { type, by: officer, until: new Date(now + step.hours * 3_600_000).toISOString(), reason }
    case 'resend-link': {
      const places = placesWithLinks(state, { programme: kerman })
      const target =
        step.wild === 4 || places.length === 0 ? ({ place: 'finance' } as const) : at(places, step.who)
      return { type, by: officer, target, reason }
    }
    case 'mark-unreachable':
      return { type, email, kind: 'bounce' }
    case 'withhold-file':
      return { type, fileId: email, verdict: 'threat' }
    case 'mark-reachable':
      return { type, email }
    case 'agree-holder':
    case 'decline-holder': {
      const proposals = 'proposals' in state ? state.proposals : []
      const proposal = proposals[step.who % Math.max(proposals.length, 1)]?.sequence ?? 0
      const by = at(officers, step.what)
      return type === 'agree-holder' ? { type, by, proposal } : { type, by, proposal, reason }
    }
    case 'close':
    case 'erase':
    case 'hold-erasure':
    case 'release-erasure':
      return { type, by: officer, reason }
    default:
      return { type }
  }
}

/** Everything that must hold of any ledger, however it came about. */
function checkLedger(entries: readonly Entry[], programme: Programme): void {
  const closings = entries.flatMap((entry) => (entry.type === 'StageClosed' ? [entry.data] : []))
  const places = closings.map(({ stage, round }) => `${stage} ${round}`)
  expect(new Set(places).size, 'one outcome per stage and round').toBe(places.length)

  const state = replay(entries)
  for (const { stage, outcome, seats } of state?.closedStages ?? []) {
    const quorum = programme.stages.find(({ id }) => id === stage)?.quorum ?? { kind: 'all' as const }
    const approvals = seats.filter(({ decision }) => decision?.decision === 'approve').length
    if (outcome === 'approved')
      expect(approvals).toBeGreaterThanOrEqual(approvalsNeeded(quorum, seats.length))
    const holders = seats.flatMap(({ holder }) => (holder === null ? [] : [holder.email.toLowerCase()]))
    expect(new Set(holders).size, 'nobody holds two seats').toBe(holders.length)
    expect(holders, 'the applicant reviews nothing').not.toContain(applicant.email)
  }
  const deciders = new Map<string, string>()
  for (const { stage, seats } of state?.closedStages ?? []) {
    for (const { holder, decision } of seats) {
      if (holder === null || decision === null) continue
      const key = holder.email.toLowerCase()
      expect(deciders.get(key) ?? stage, 'nobody decides in two stages').toBe(stage)
      deciders.set(key, stage)
    }
  }
  const paid = entries.flatMap((entry) => (entry.type === 'PaymentRecorded' ? [entry] : []))
  const corrected = paid.flatMap(({ data }) => data.corrects ?? [])
  expect(new Set(corrected).size, 'nothing is corrected twice').toBe(corrected.length)
  const standing = paid.filter(({ sequence, data }) => !corrected.includes(sequence) && data.amount > 0)
  if (state?.status === 'closed') {
    expect(new Set(state.payments.map(({ sequence }) => sequence)), 'what was not corrected counts').toEqual(
      new Set(standing.map(({ sequence }) => sequence)),
    )
  }
  const released = entries.flatMap((entry) => (entry.type === 'TermsReleased' ? [entry] : []))
  for (const { sequence, data } of released) {
    const { version, termsDigest } = data
    const before = entries.filter((entry) => entry.sequence < sequence)
    const saved = before.findLast((entry) => entry.type === 'TermsAmended' && entry.data.version === version)
    expect(saved?.data, 'what is released was saved last').toHaveProperty('termsDigest', termsDigest)
  }
  const drawn = entries.flatMap((entry) => (entry.type === 'ContractDrawnUp' ? [entry.data] : []))
  expect(drawn.length, 'each contract was released first').toBeLessThanOrEqual(released.length)
  const signed = entries.flatMap((entry) => (entry.type === 'ContractSigned' ? [entry.data] : []))
  const signatures = signed.map(({ version, id }) => `${version} ${id}`)
  expect(new Set(signatures).size, 'nobody signs twice').toBe(signatures.length)
  if (state !== null && 'signatories' in state) {
    const signers = state.signatories.flatMap(({ person: who, signed: done }) =>
      done !== null && who !== null ? [who.email.toLowerCase()] : [],
    )
    expect(new Set(signers).size, 'one person, one signature').toBe(signers.length)
    for (const { id, person: who } of state.signatories) {
      if (id === startupSignatory) continue
      expect(who?.email.toLowerCase(), 'the applicant signs for the startup alone').not.toBe(applicant.email)
    }
  }
  checkHolders(entries)
  checkSilence(entries, programme)
}

/** Silence passes on what was not answered, to its alternate, once; nothing that somebody said is lost by it. */
function checkSilence(entries: readonly Entry[], programme: Programme): void {
  const passed: string[] = []
  let state: ProposalState | null = null
  for (const entry of entries) {
    const { type, data } = entry
    if (type === 'DeadlinePassed' && data.consequence === 'alternate') {
      if (state?.status === 'in-review') passed.push(`${state.stage} ${state.round}`)
      expect(Date.parse(data.deadline?.at ?? '')).toBeGreaterThan(Date.parse(entry.at))
      expect(entries[entry.sequence]?.data).toHaveProperty('because', 'silence')
    }
    if (type === 'SeatAssigned' && data.because === 'silence' && state?.status === 'in-review') {
      const seat = state.seats.find((each) => each.seat === data.seat)
      const configured = programme.stages.flatMap(({ seats }) => seats).find(({ id }) => id === data.seat)
      // Whom mail did not reach may stand among those passed over; that was not silence.
      expect(seat?.decision, 'only what nobody decided').toBeNull()
      expect(data.holder).toEqual(configured?.alternate)
    }
    if (type === 'SignatoryReplaced' && data.because === 'silence' && state?.status === 'signing') {
      const place = state.signatories.find(({ id }) => id === data.id)
      expect(place?.signed, 'only what nobody signed').toBeNull()
      expect(place && turnFault(state, place, { programme }), 'only in turn').toBeNull()
      passed.push(`contract ${state.contract.version} ${data.id}`)
    }
    state = evolve(state, entry)
  }
  expect(new Set(passed).size, 'once').toBe(passed.length)
}

/** Nobody is given a seat who submitted, or decided in a stage that is over: said of each entry that gives one. */
function checkHolders(entries: readonly Entry[]): void {
  const decided = new Map<string, string>()
  let open = new Map<string, string>()
  for (const entry of entries) {
    const given =
      entry.type === 'StageOpened'
        ? entry.data.seats.flatMap(({ holder }) => holder ?? [])
        : entry.type === 'SeatAssigned'
          ? [entry.data.holder]
          : []
    for (const { email } of given) {
      const key = email.toLowerCase()
      expect(key, 'the applicant gets no seat').not.toBe(applicant.email)
      const stage = 'stage' in entry.data ? entry.data.stage : ''
      expect(decided.get(key) ?? stage, 'nobody gets a seat who decided in another stage').toBe(stage)
    }
    if (entry.type === 'SeatAssigned' || entry.type === 'ReviewerRecused') open.delete(entry.data.seat)
    if (entry.type === 'ReviewDecided' && entry.actor.role === 'reviewer') {
      open.set(entry.data.seat, entry.actor.email.toLowerCase())
    }
    if (entry.type === 'StageClosed') {
      for (const email of open.values()) decided.set(email, entry.data.stage)
      open = new Map()
    }
  }
}

/** Kerman, with its signatories asked all at once. */
const parallel: Programme = {
  ...kerman,
  signing: { ...kerman.signing, inOrder: false, startupFirst: false },
}

/** Where a sequence starts: from nothing, or from further along, so that the late rules are met as often as the early ones. */
const starts: readonly CasePlay[] = [
  new CasePlay(),
  new CasePlay().begin().approveStage(),
  new CasePlay().begin().approveAllStages(),
  new CasePlay().toFinance(),
  new CasePlay().begin().askForChanges(),
  new CasePlay(parallel).begin().approveAllStages().drawUp(),
]

function run(start: number, steps: readonly Step[]): CasePlay {
  const play = at(starts, start).copy()
  for (const step of steps) {
    play.pass(step.hours * 600_000)
    if (play.state?.status === 'between-stages' && step.wild > 2) play.must({ type: 'open-stage' })
    const [due] = play.state === null ? [] : dueCommands(play.state, play.now, play.programme)
    if (due !== undefined && step.wild > 5) play.must(due)
    const before = play.state
    const decided = play.tell(propose(play, step))
    if (before?.status === 'closed') checkAfterClose(before.closing, decided)
  }
  return play
}

/** After its end a case takes nothing but what a completed contract brings in, finance's link to record it, and erasure. */
function checkAfterClose(closing: string, decided: Decided): void {
  const types = 'facts' in decided ? decided.facts.map(({ type }) => type) : []
  const completed =
    closing === 'completed'
      ? ['PaymentRecorded', 'GuaranteeChanged', 'ObligationsListed', 'LinkReissued', 'DeliveryRepeated']
      : []
  const allowed = new Set<string>([
    'PersonalDataErased',
    'ErasureHeld',
    'ErasureReleased',
    'WebhookGivenUp',
    ...completed,
  ])
  expect(types.filter((type) => !allowed.has(type))).toEqual([])
}

/** Thousands of whole cases take a while on a busy machine. Milliseconds. */
const patience = 180_000

describe('any sequence of commands', { timeout: patience }, () => {
  it('keeps every rule of the ledger, and its replay equals the head', () => {
    const reached = new Map<string, number>()
    fc.assert(
      fc.property(fc.nat(5), fc.array(stepArbitrary, { maxLength: 60, size: 'max' }), (start, steps) => {
        const { entries, state, programme } = run(start, steps)
        checkLedger(entries, programme)
        const read = entries.map((entry) => parseEntry(JSON.parse(JSON.stringify(entry))))
        expect(replay(read)).toEqual(state)
        expect(verify(read)).toEqual([])
        expect(verify(read.map((entry, index) => (index % 2 === 0 ? withhold(entry) : entry)))).toEqual([])
        if (entries.some(({ type }) => type === 'PersonalDataErased')) {
          // What stood beside the entries is gone, and the ledger still says what the head does.
          const erased = read.map(({ personal: _erased, ...entry }) => entry as Entry)
          expect(replay(erased)).toEqual(state)
          expect(verify(erased)).toEqual([])
        }
        if (state !== null && state.status !== 'unconfirmed') expect(positionOf(state)).not.toBeNull()
        const silent = entries.flatMap(({ type, data }) =>
          (type === 'SeatAssigned' || type === 'SignatoryReplaced') && data.because === 'silence'
            ? [`${type} by silence`]
            : [],
        )
        for (const place of [state?.status ?? 'none', ...silent]) {
          reached.set(place, (reached.get(place) ?? 0) + 1)
        }
      }),
      { numRuns: 3000 },
    )
    // A model that never gets far proves little: these places must have been reached.
    for (const status of [
      'in-review',
      'awaiting-revision',
      'settling-terms',
      'signing',
      'with-finance',
      'closed',
      'SeatAssigned by silence',
      'SignatoryReplaced by silence',
    ]) {
      expect(reached.get(status) ?? 0, status).toBeGreaterThan(0)
    }
  })

  it('makes any single change of the ledger visible', () => {
    const play = new CasePlay().toFinance().must({ type: 'acknowledge', voucher: 'V-1', note: 'ok' })
    const tip = { sequence: play.entries.length, digest: play.entries.at(-1)?.digest ?? null }
    expect(verify(play.entries, tip)).toEqual([])
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.constantFrom('edit', 'forge', 'delete', 'swap', 'truncate', 'repeat'),
        (a, b, how) => {
          const entries = mutate(play.entries, a, b, how)
          expect(verify(entries, tip)).not.toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
  })
})

function mutate(whole: readonly Entry[], a: number, b: number, how: string): Fact[] & Entry[] {
  // The names of effects stand beside what is hashed.
  const entries = whole.map(({ effects: _beside, ...entry }) => entry) as Entry[]
  const index = a % entries.length
  const entry = structuredClone(entries[index]) as unknown as Record<string, unknown>
  if (how === 'delete') entries.splice(index, 1)
  else if (how === 'truncate') entries.length = index
  else if (how === 'repeat') entries.splice(index, 0, entries[index] as Entry)
  else if (how === 'swap' && index + 1 < entries.length)
    entries.splice(index, 2, entries[index + 1] as Entry, entries[index] as Entry)
  else {
    entries[index] = entry as unknown as Entry
    const leaves = leafPaths(entry, [])
    const path = at(leaves, b)
    const owner = path.slice(0, -1).reduce((node, key) => node[key] as Record<string, unknown>, entry)
    const key = path.at(-1) ?? ''
    const value = owner[key]
    owner[key] =
      typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`
    // Whoever forges an entry can count its digest anew, and is found by the entry after it, or by the tip.
    if (how === 'forge' && key !== 'digest') {
      const forged = entry as unknown as Entry
      entry['digest'] = entryDigest({ ...forged, contentDigest: contentDigest(forged) })
    }
  }
  return entries
}

function leafPaths(node: unknown, path: readonly string[]): string[][] {
  if (typeof node !== 'object' || node === null) return [[...path]]
  return Object.entries(node).flatMap(([key, value]) => leafPaths(value, [...path, key]))
}
