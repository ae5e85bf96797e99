import { fourStages, fourStagesRules } from '#test/city/four-stages.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { DecisionKind } from '#workflows/decision.ts'
import { withEffects } from '#workflows/effects/effects-of-entry.ts'
import { chain, emptyTip } from '#workflows/ledger/chain.ts'
import { type Digest, digestOf } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command, DocumentFacts } from '#workflows/proposal/commands.ts'
import type { Decided } from '#workflows/proposal/decide-parts.ts'
import { decide } from '#workflows/proposal/decide.ts'
import type { Entry, ProposalFact } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import type { ProposalState, StateOf, Status } from '#workflows/proposal/state.ts'

export const kerman = fourStages
export const applicant = { name: 'Sara Karimi', organisation: 'Salamat Yar', email: 'sara@startup.example' }
export const reference = 'TSV-1405-7F3K2'

export function documents(revision: number): DocumentFacts {
  return {
    documentsDigest: digestOf({ revision }),
    title: `Health at home ${revision}`,
    sector: 'health',
    contractType: 'revenue_share',
    expectedRevenue: 1_200_000_000,
  }
}

/** A case in memory: commands go through `decide`, facts through the ledger and `evolve`, as in the real thing. */
export class CasePlay {
  state: ProposalState | null = null
  entries: Entry[] = []
  now = new Date('2026-11-22T06:00:00.000Z')
  readonly programme: Programme
  /** To which the case is pinned; of a programme that a test made, only where it says so. */
  readonly rules: Digest | undefined

  constructor(programme: Programme = kerman, rules = programme === kerman ? fourStagesRules : undefined) {
    this.programme = programme
    this.rules = rules
  }

  /** The same case, to be played on without the one that it is copied from. */
  copy(): CasePlay {
    const copied = new CasePlay(this.programme, this.rules)
    copied.now = this.now
    copied.state = this.state
    copied.entries = [...this.entries]
    return copied
  }

  tell(command: Command): Decided {
    const salt = `salt-for-a-test-${this.entries.length}`
    const decided = decide(this.state, command, {
      now: this.now,
      programme: this.programme,
      rules: this.rules,
      salt,
    })
    if ('refused' in decided) return decided
    for (const entry of this.recorded(decided.facts, salt)) {
      this.entries.push(entry)
      this.state = evolve(this.state, entry)
    }
    return decided
  }

  /** Facts as the ledger keeps them: chained, with the names of the effects that they cause. */
  protected recorded(facts: readonly ProposalFact[], salt: string): readonly Entry[] {
    const last = this.entries.at(-1)
    const tip = last === undefined ? emptyTip : { sequence: last.sequence, digest: last.digest }
    const salted = facts.map((fact, index) => ({ ...fact, salt: `${salt}-${index}` }))
    return withEffects(chain(tip, salted, this.now.toISOString()) as Entry[], this.state, this.programme)
  }

  /** Like `tell`, for commands that a test counts on. */
  must(...commands: readonly Command[]): this {
    for (const command of commands) {
      const decided = this.tell(command)
      if ('refused' in decided) throw new Error(`${command.type} was refused: ${decided.refused}`)
    }
    return this
  }

  as<S extends Status>(status: S): StateOf<S> {
    if (this.state?.status !== status) throw new Error(`The case is ${this.state?.status}, not ${status}`)
    return this.state as StateOf<S>
  }

  pass(milliseconds: number): this {
    this.now = new Date(this.now.getTime() + milliseconds)
    return this
  }

  begin(submitted: DocumentFacts = documents(1)): this {
    return this.must(
      { type: 'submit', reference, language: 'fa', documents: submitted, applicant },
      { type: 'confirm' },
      { type: 'open-stage' },
    )
  }

  /** The holder of a seat of the open stage, by place. */
  seat(index: number): { stage: string; seat: string; email: string } {
    const { stage, seats } = this.as('in-review')
    const seat = seats[index]
    if (seat === undefined || seat.holder === null) throw new Error(`Nobody holds seat ${index} of ${stage}`)
    return { stage, seat: seat.seat, email: seat.holder.email }
  }

  answer(index: number, decision: DecisionKind, score = 5): Command {
    const scores = Object.fromEntries(this.programme.rubric.criteria.map(({ id }) => [id, score]))
    const { documentsDigest } = this.as('in-review')
    const reason = `Because of what seat ${index} read`
    return { type: 'decide-review', ...this.seat(index), decision, reason, scores, documentsDigest }
  }

  declareAll(): this {
    const { seats } = this.as('in-review')
    seats.forEach((seat, index) => {
      if (seat.holder !== null && !seat.declared) this.must({ type: 'declare', ...this.seat(index) })
    })
    return this
  }

  /** Approvals, seat by seat, until the stage closes. */
  approveStage(): this {
    this.declareAll()
    const { stage, round, seats } = this.as('in-review')
    for (let index = 0; index < seats.length; index += 1) {
      const { state } = this
      if (state?.status !== 'in-review' || state.stage !== stage || state.round !== round) return this
      this.must(this.answer(index, 'approve'))
    }
    return this
  }

  /** Every seat of the open stage asks for changes, until the stage closes. */
  askForChanges(): this {
    this.declareAll()
    const { seats } = this.as('in-review')
    for (let index = 0; index < seats.length && this.state?.status === 'in-review'; index += 1) {
      this.must(this.answer(index, 'request-changes'))
    }
    return this
  }

  approveAllStages(): this {
    this.programme.stages.forEach((_, index) => {
      if (index > 0) this.must({ type: 'open-stage' })
      this.approveStage()
    })
    return this
  }

  /** The case office releases terms that are good for any case, and records its legal route where there is none. */
  settle(note = 'Checked', changes: Partial<ContractTerms> = {}): this {
    const { contractVersion, legalRoute } = this.as('settling-terms')
    if (legalRoute === null) this.must(recordOf())
    const terms = { ...exampleTerms({}, { reference, contractVersion: contractVersion + 1 }), ...changes }
    return this.must({ type: 'release-terms', by: 'office@kerman.example', terms, note })
  }

  /** Draws up what was released; settles the terms first where that is still to be done. */
  drawUp(): this {
    if (this.state?.status === 'settling-terms') this.settle()
    const { contractVersion, terms } = this.as('drawing-up')
    const version = contractVersion + 1
    return this.must({
      type: 'draw-up',
      version,
      number: `${reference}-C${version}`,
      documentDigest: digestOf({ contract: version }),
      termsDigest: terms.digest,
    })
  }

  signature(index: number): Command {
    const { signatories, contract } = this.as('signing')
    const signatory = signatories[index]
    if (signatory === undefined || signatory.person === null) throw new Error(`No signatory ${index}`)
    return {
      type: 'sign',
      id: signatory.id,
      email: signatory.person.email,
      documentDigest: contract.documentDigest,
      evidence: { typedName: 'A Name', ip: '192.0.2.1', userAgent: 'test' },
    }
  }

  signAll(): this {
    this.as('signing').signatories.forEach((_, index) => this.must(this.signature(index)))
    return this
  }

  seal(): this {
    const { version } = this.as('sealing').contract
    return this.must({
      type: 'seal',
      version,
      sealDigest: digestOf({ seal: version }),
      openContractingDigest: digestOf({ release: version }),
    })
  }

  /** A case that finance has on its table. */
  toFinance(): this {
    return this.begin().approveAllStages().drawUp().signAll().seal().must({ type: 'deliver' })
  }
}
